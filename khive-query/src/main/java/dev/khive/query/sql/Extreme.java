package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.sql;

import java.util.List;
import org.jooq.Field;

/**
 * The least or greatest of values of any kind, made of those of each kind. Numbers that are not finite are written as maps and so
 * are ranked with them, but stand above and below the other numbers.
 */
final class Extreme {
    /** How a ranked text of -Infinity begins; all other maps and lists are below it, Infinity and NaN above. */
    private static final String NEGATIVE_INFINITY = "4f";

    private Extreme() {}

    /**
     * The extreme of all.
     *
     * @param function min or max
     * @param ranked that of lists, maps and what is written as one, as text that orders as they do
     * @param container what the ranked text carries
     */
    static Field<Object> of(
            String function,
            Field<Object> ranked,
            Field<Object> container,
            Field<Object> text,
            Field<Object> bool,
            Field<Object> number) {
        List<Field<Object>> inOrder = function.equals("min")
                ? List.of(where("<", ranked, container), text, bool, where("=", ranked, container), number, container)
                : List.of(where(">", ranked, container), number, where("=", ranked, container), bool, text, container);
        return sql("coalesce({0})", Sql.joined(", ", inOrder));
    }

    private static Field<Object> where(String relation, Field<Object> ranked, Field<Object> container) {
        return sql(
                "case when substr({0}, 1, 2) " + relation + " '" + NEGATIVE_INFINITY + "' then {1} end",
                ranked,
                container);
    }
}
