package dev.khive.query.function;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that a function is called with.
 *
 * @param values in order, null for null
 */
public record Arguments(List<@Nullable Object> values) {
    /** Wraps what it is given. */
    public Arguments {
        values = Collections.unmodifiableList(values);
    }

    int size() {
        return values.size();
    }

    /** The value at a place, null where it is null or not given. */
    @Nullable
    Object get(int index) {
        return index < values.size() ? values.get(index) : null;
    }

    /** The value at a place where the function is not called with null. */
    Object value(int index) {
        Object value = get(index);
        if (value == null) {
            throw new IllegalStateException("The argument " + index + " is null.");
        }
        return value;
    }

    /** The text at a place where the compiler gives text. */
    String text(int index) {
        return (String) value(index);
    }
}
