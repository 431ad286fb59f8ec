package dev.khive.db.sql.search;

import dev.khive.api.Bounds;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.value.PropertyValues;
import dev.khive.db.sql.filter.FilterCompiler;
import dev.khive.db.sql.filter.RecordColumns;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.StatementText;
import java.nio.charset.StandardCharsets;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** What the statements and checks of every search share; the record that something belongs to is called {@code n}. */
final class SearchConditions {
    private static final int MAX_FIELD_NAME = 256;

    private SearchConditions() {}

    static StatementText statement(ReadUnit unit) {
        return new StatementText(unit.session().profile().dialect());
    }

    static Field<Long> number(String column) {
        return DSL.field(column, Long.class);
    }

    static Condition nodeIsLive(ReadUnit unit) {
        return unit.live(number("n.dead_at"));
    }

    /** That {@code n} is a live node of the handle's namespaces that the filter accepts. */
    static Condition wanted(ReadUnit unit, Filter filter) {
        return unit.contains(number("n.scope_id")).and(acceptedAndLive(unit, filter));
    }

    private static Condition acceptedAndLive(ReadUnit unit, Filter filter) {
        return nodeIsLive(unit).and(new FilterCompiler(RecordColumns.nodes("n"), unit).compile(filter));
    }

    /**
     * {@link #wanted} where the statement has {@code n} by its row id. The plus keeps SQLite from taking the scope's whole range of an
     * index in place of the row ids.
     */
    static Condition wantedByRow(ReadUnit unit, Filter filter) {
        return unit.contains(number("+n.scope_id")).and(acceptedAndLive(unit, filter));
    }

    static void checkResults(int k, Bounds bounds) {
        if (k < 1) {
            throw new InvalidInputException("A search must ask for at least one record, k was " + k + ".");
        }
        Bounds.require("The number of records that a search asks for, k,", k, bounds.results());
    }

    /** Refuses a field's name as {@link #checkName} does, and one longer than the bound of names. */
    static void checkField(String name, String what, Bounds bounds) {
        checkName(name, what);
        Bounds.require(
                "The length of the name of a " + what + " in bytes",
                name.getBytes(StandardCharsets.UTF_8).length,
                bounds.nameBytes());
    }

    /** Refuses a field's or model's name that is blank, longer than 256 characters or no text that can be stored. */
    static String checkName(String name, String what) {
        if (name.isBlank() || name.length() > MAX_FIELD_NAME) {
            throw new InvalidInputException("A " + what + " must have 1 to " + MAX_FIELD_NAME
                    + " characters and not be blank, this one has " + name.length() + ".");
        }
        return PropertyValues.checkText(name, what);
    }
}
