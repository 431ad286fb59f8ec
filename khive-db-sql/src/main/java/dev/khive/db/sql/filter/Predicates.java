package dev.khive.db.sql.filter;

import dev.khive.api.filter.Comparison;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Conditions that jOOQ would render too deep for a parser, or with a conversion of the operand. */
final class Predicates {
    private Predicates() {}

    /** The two sides compared; the operand is bound as it is. */
    @SuppressWarnings("unchecked") // The sides are compared by the database, which has its own types.
    static Condition compare(Field<?> left, Comparison comparison, Field<?> right) {
        Field<Object> a = (Field<Object>) left;
        Field<Object> b = (Field<Object>) right;
        return switch (comparison) {
            case EQUAL -> a.eq(b);
            case NOT_EQUAL -> a.ne(b);
            case LESS -> a.lt(b);
            case LESS_OR_EQUAL -> a.le(b);
            case GREATER -> a.gt(b);
            case GREATER_OR_EQUAL -> a.ge(b);
        };
    }

    /** All of the parts, as a balanced tree: SQLite's parser gives up on a chain of 1,000. */
    static Condition all(List<Condition> parts) {
        return parts.isEmpty() ? DSL.trueCondition() : joined(parts, "({0} AND {1})");
    }

    /** At least one of the parts, as a balanced tree. */
    static Condition any(List<Condition> parts) {
        return parts.isEmpty() ? DSL.falseCondition() : joined(parts, "({0} OR {1})");
    }

    /** The condition is false or unknown. */
    static Condition not(Condition part) {
        return DSL.condition("(({0}) IS NOT TRUE)", part);
    }

    private static Condition joined(List<Condition> parts, String template) {
        List<Condition> level = parts;
        while (level.size() > 1) {
            List<Condition> next = new ArrayList<>(level.size() / 2 + 1);
            for (int i = 0; i + 1 < level.size(); i += 2) {
                next.add(DSL.condition(template, level.get(i), level.get(i + 1)));
            }
            if (level.size() % 2 == 1) {
                next.add(level.get(level.size() - 1));
            }
            level = next;
        }
        return level.get(0);
    }
}
