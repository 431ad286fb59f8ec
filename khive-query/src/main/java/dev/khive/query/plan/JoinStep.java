package dev.khive.query.plan;

import dev.khive.query.plan.PatternPlanner.PendingEdge;

/** A step of an order of joins. */
sealed interface JoinStep {
    /** Every node that a node of the pattern can be. */
    record Scan(String node) implements JoinStep {}

    /** An edge from an end that is bound, or between two that are. */
    record Follow(PendingEdge edge) implements JoinStep {}
}
