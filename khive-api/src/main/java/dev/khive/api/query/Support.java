package dev.khive.api.query;

/** How a dialect answers a construct of the language. */
public enum Support {
    /** The database has the same construct. */
    NATIVE,
    /** Other constructs of the database together give the same answer. */
    EMULATED,
    /** Refused by name, with line and column. */
    REJECTED
}
