package dev.khive.query.function;

import org.jspecify.annotations.Nullable;

/**
 * A function of values that the compiler may ask a database to call.
 *
 * @param name in lower case; the database's function is called {@code khive_} and this
 * @param result how what it gives is carried
 * @param ofNull whether it is called where an argument is null; others give null then
 * @param body what it does with the values
 */
public record ValueFunction(String name, Result result, boolean ofNull, Body body) {
    /** How the result of a function is carried. */
    public enum Result {
        /** Any value, as JSON text. */
        VALUE,
        /** Text as it is. */
        TEXT,
        /** An integer. */
        INTEGER,
        /** A float that is neither NaN nor infinite. */
        FLOAT,
        /** 1 or 0. */
        BOOLEAN,
        /** Bytes that compare. */
        BYTES
    }

    /** The function on values of the query language. */
    @FunctionalInterface
    public interface Body {
        /** The result for arguments, null for null. */
        @Nullable
        Object apply(Arguments arguments);
    }

    /** The name that the function has in a database. */
    public String sqlName() {
        return "khive_" + name;
    }
}
