package dev.khive.conformance.memory;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.store.Budget;
import org.jspecify.annotations.Nullable;

/** The work of one walk against its budget. */
final class Work {
    private final Budget budget;
    private final boolean mayEndEarly;
    private final long began = System.nanoTime();
    private long edges;
    private Budget.@Nullable Limit spent;

    Work(Budget budget, boolean mayEndEarly) {
        this.budget = budget;
        this.mayEndEarly = mayEndEarly && budget.onExhausted() == Budget.OnExhausted.RETURN_PARTIAL;
    }

    /** Whether one more edge may be looked at. */
    boolean takesEdge() {
        if (edges == budget.maxEdges()) {
            return spend(Budget.Limit.EDGES);
        }
        edges++;
        return true;
    }

    /** Whether there may be this many nodes. */
    boolean allowsNodes(int nodes) {
        return nodes <= budget.maxNodes() || spend(Budget.Limit.NODES);
    }

    /** Whether there is time left. */
    boolean hasTime() {
        return System.nanoTime() - began < budget.timeout().toNanos() || spend(Budget.Limit.TIME);
    }

    long edges() {
        return edges;
    }

    Budget.@Nullable Limit spent() {
        return spent;
    }

    private boolean spend(Budget.Limit limit) {
        if (mayEndEarly) {
            spent = limit;
            return false;
        }
        throw limit == Budget.Limit.TIME
                ? new OperationTimeoutException("The walk took longer than its budget of " + budget.timeout() + ".")
                : new InvalidInputException("The walk needs more than its budget of " + budget.maxNodes()
                        + " nodes and " + budget.maxEdges() + " edges.");
    }
}
