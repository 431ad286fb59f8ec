package dev.khive.api.error;

/** What kind of thing went wrong; every {@link KhiveException} has exactly one. */
public enum ErrorCategory {
    /** What was named is not there: a record, an edge's end, a vector field or a namespace. */
    NOT_FOUND,
    /** What was to be made new is there already. */
    ALREADY_EXISTS,
    /** A compare-and-swap met another revision than the one it was given, or two definitions disagree. */
    CONFLICT,
    /** The call itself is wrong: a value out of its bounds, an empty scope, a query that does not parse. */
    INVALID_INPUT,
    /** The backend does not declare the capability that the call needs; nothing was done. */
    UNSUPPORTED,
    /** The database cannot be reached, is locked, is full, or its pool has no connection free. */
    UNAVAILABLE,
    /** The call took longer than its limit and was ended; nothing of it was kept. */
    TIMEOUT,
    /** The call was ended on its caller's wish, by an interrupt or by closing its result; nothing of it was kept. */
    CANCELLED,
    /** A strict read could not be proven to be current and was not answered. */
    STALE_BLOCKED,
    /** A transaction was used in a way that it does not allow, or could not be committed. */
    TRANSACTION,
    /** Two transactions could not be ordered, within the bound of automatic retries. */
    SERIALIZATION,
    /** An index could not be built, was found damaged, or disagrees with its table. */
    INDEX_MAINTENANCE,
    /** The database or its driver failed in a way that has no category of its own. */
    DRIVER
}
