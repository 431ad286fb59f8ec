package dev.khive.db.sql.filter;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;

/**
 * A place in a JSON column.
 *
 * @param column the column
 * @param steps from the outside in: a String is a key as it is stored, an Integer an index from 0
 */
public record JsonPlace(Field<?> column, List<Object> steps) {
    /** Copies the steps. */
    public JsonPlace {
        steps = List.copyOf(steps);
    }

    /** The whole of a column. */
    public static JsonPlace of(Field<?> column) {
        return new JsonPlace(column, List.of());
    }

    /** A place inside this one. */
    public JsonPlace inside(Object step) {
        List<Object> longer = new ArrayList<>(steps);
        longer.add(step);
        return new JsonPlace(column, longer);
    }
}
