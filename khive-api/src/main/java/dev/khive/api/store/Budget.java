package dev.khive.api.store;

import dev.khive.api.error.InvalidInputException;
import java.time.Duration;

/**
 * How much work a traversal may do.
 *
 * @param maxNodes the most nodes in the result, roots included
 * @param maxEdges the most edges looked at
 * @param timeout the most time
 * @param onExhausted what to do when one of them is not enough
 */
public record Budget(int maxNodes, long maxEdges, Duration timeout, OnExhausted onExhausted) {
    /** 10,000 nodes, 1,000,000 edges, 30 seconds, then an error. */
    public static final Budget DEFAULT = new Budget(10_000, 1_000_000, Duration.ofSeconds(30), OnExhausted.FAIL);

    /** Refuses limits below 1. */
    public Budget {
        if (maxNodes < 1 || maxEdges < 1 || timeout.isNegative() || timeout.isZero()) {
            throw new InvalidInputException("Every part of a budget must be positive, was " + maxNodes + " nodes, "
                    + maxEdges + " edges, " + timeout + ".");
        }
    }

    /** The same limits, with a result flagged as partial in place of an error. */
    public Budget orPartial() {
        return new Budget(maxNodes, maxEdges, timeout, OnExhausted.RETURN_PARTIAL);
    }

    /** What a spent budget means. */
    public enum OnExhausted {
        /** An error that names the limit. */
        FAIL,
        /** What was found so far, with {@code complete} false and the limit named. */
        RETURN_PARTIAL
    }

    /** The parts of a budget. */
    public enum Limit {
        /** {@link Budget#maxNodes}. */
        NODES,
        /** {@link Budget#maxEdges}. */
        EDGES,
        /** {@link Budget#timeout}. */
        TIME
    }
}
