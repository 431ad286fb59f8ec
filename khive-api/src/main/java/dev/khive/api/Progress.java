package dev.khive.api;

/** Hears how far a long operation is. Called from the thread that does the work, a few times a second at most. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (step, done, total) -> {};

    /**
     * How far it is.
     *
     * @param step what is being done, a few words
     * @param done units done, 0 or more
     * @param total units in all, or -1 when nobody knows
     */
    void report(String step, long done, long total);
}
