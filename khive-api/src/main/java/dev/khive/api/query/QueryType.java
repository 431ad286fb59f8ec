package dev.khive.api.query;

/** What a column is known to hold, beside null. */
public enum QueryType {
    /** Any value; properties have this type. */
    ANY,
    /** A {@link Boolean}. */
    BOOLEAN,
    /** A {@link Long}. */
    INTEGER,
    /** A {@link Double}. */
    FLOAT,
    /** A {@link String}. */
    STRING,
    /** A {@link java.util.List}. */
    LIST,
    /** A {@link java.util.Map} with string keys. */
    MAP,
    /** A {@link NodeValue}. */
    NODE,
    /** An {@link EdgeValue}. */
    EDGE,
    /** A {@link PathValue}. */
    PATH
}
