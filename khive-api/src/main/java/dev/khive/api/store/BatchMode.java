package dev.khive.api.store;

/** What one bad item means for the rest of its batch. */
public enum BatchMode {
    /** All or nothing: the first error is thrown, with the item's index in its sentence, and nothing is written. */
    ATOMIC,
    /** The good items are written in one commit, the bad ones are reported. */
    BEST_EFFORT
}
