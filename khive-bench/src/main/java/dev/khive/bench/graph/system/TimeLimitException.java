package dev.khive.bench.graph.system;

/** A question took longer than it was given. */
public final class TimeLimitException extends Exception {
    /** With what the system said about it. */
    public TimeLimitException(Throwable cause) {
        super(cause);
    }
}
