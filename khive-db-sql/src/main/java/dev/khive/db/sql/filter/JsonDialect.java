package dev.khive.db.sql.filter;

import dev.khive.api.filter.Comparison;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** How a database stores JSON and looks into it. Fields are SQL's NULL where the place is not there. */
public interface JsonDialect {
    /** The parameter of a JSON text that is to be stored, for example {@code jsonb(?)}. */
    String parameter();

    /** A stored JSON column as text to be read, for example {@code json(n.properties)}. */
    String text(String column);

    /** The type at a place: {@code null}, {@code true}, {@code false}, {@code integer}, {@code real}, {@code text}, {@code array} or {@code object}. */
    Field<String> type(JsonPlace place);

    /** The string at a place whose type is {@code text}; elsewhere anything. */
    Field<String> string(JsonPlace place);

    /** The number at a place whose type is {@code integer} or {@code real}, compared exactly; elsewhere anything. */
    Field<Number> number(JsonPlace place);

    /** A finite number to compare a {@link #number} with. */
    default Field<?> operand(Number operand) {
        return DSL.val(operand);
    }

    /**
     * A condition that follows from a comparison with a string or a finite number and that an index on the property serves, where
     * the comparison itself cannot be served. Stored infinities are numbers here.
     */
    default Optional<Condition> implied(JsonPlace place, Comparison comparison, Object operand) {
        return Optional.empty();
    }

    /** A stored date-time or offset time as the seconds of its instant since 1970 (a time: since midnight), without the fraction. */
    Field<Long> instantSeconds(Field<String> text);

    /**
     * A text as it is compared by order: what sorts by code point. The text itself where the database's own order is that; else
     * another text, equal for equal texts alone.
     */
    default Field<String> byCodePoint(Field<String> text) {
        return text;
    }

    /** How many characters the database counts in a text that is taken from the left or the right of another. */
    default int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    /** How many elements an array or how many keys an object has; elsewhere anything. */
    Field<Integer> size(JsonPlace place);
}
