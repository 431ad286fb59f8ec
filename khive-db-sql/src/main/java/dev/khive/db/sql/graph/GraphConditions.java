package dev.khive.db.sql.graph;

import dev.khive.api.filter.Filter;
import dev.khive.db.sql.filter.FilterCompiler;
import dev.khive.db.sql.filter.RecordColumns;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.StatementText;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The conditions that statements over the graph share; edges are called {@code e} and nodes {@code n} in all of them. */
final class GraphConditions {
    private GraphConditions() {}

    static StatementText statement(ReadUnit unit) {
        return new StatementText(unit.session().profile().dialect());
    }

    static Field<Long> number(String column) {
        return DSL.field(column, Long.class);
    }

    /**
     * That a row which the statement has by its row id belongs to the read. The plus keeps SQLite from taking the scope's whole range
     * of an index in place of the row ids.
     */
    static Condition checkedScope(ReadUnit unit, String alias) {
        return unit.contains(number("+" + alias + ".scope_id"));
    }

    static Condition edgeInScope(ReadUnit unit) {
        return unit.contains(number("e.scope_id"));
    }

    /** Edges die with their ends, so this says that the ends are live too. */
    static Condition edgeIsLive(ReadUnit unit) {
        return unit.live(number("e.dead_at"));
    }

    /** What an edge filter asks of {@code e}, null when it asks nothing. */
    static @Nullable Condition ofEdge(ReadUnit unit, Filter filter) {
        return condition(unit, RecordColumns.edges("e"), filter);
    }

    /** What a node filter asks of {@code n}, null when it asks nothing. */
    static @Nullable Condition ofNode(ReadUnit unit, Filter filter) {
        return condition(unit, RecordColumns.nodes("n"), filter);
    }

    private static @Nullable Condition condition(ReadUnit unit, RecordColumns columns, Filter filter) {
        return filter.equals(Filter.ALL) ? null : new FilterCompiler(columns, unit).compile(filter);
    }
}
