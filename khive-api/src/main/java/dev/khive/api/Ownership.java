package dev.khive.api;

/**
 * Who decides what the data of a backend are, and so what it can prove of how current an answer is. A backend declares one
 * ({@link Backend#ownership}), and the conformance kit holds it to what it must prove.
 */
public enum Ownership {
    /** Every write goes through the backend. Proof: a write is acknowledged at a version, and every later read has reached it. */
    WRITE_THROUGH,
    /** The data are another's, whose events it follows. Proof: it has come to the last event that the other acknowledged. */
    EVENT_FEED,
    /** A copy of another's data at one version, which does not change. Proof: every read is of exactly that version. */
    SNAPSHOT,
    /** Not every change is told to it. It proves nothing, and {@code production = true} refuses it. */
    BEST_EFFORT
}
