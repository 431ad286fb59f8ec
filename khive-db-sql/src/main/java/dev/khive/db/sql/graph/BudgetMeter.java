package dev.khive.db.sql.graph;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.store.Budget;
import org.jspecify.annotations.Nullable;

/** Counts the work of one walk against its budget. */
final class BudgetMeter {
    private static final long EDGES_PER_LOOK_AT_THE_CLOCK = 256;

    private final Budget budget;
    private final boolean mayEndEarly;
    private final long began = System.nanoTime();
    private long edges;
    private Budget.@Nullable Limit spent;

    /** A meter that throws, or, where the budget asks for it and the walk allows it, notes which limit was met. */
    BudgetMeter(Budget budget, boolean mayEndEarly) {
        this.budget = budget;
        this.mayEndEarly = mayEndEarly && budget.onExhausted() == Budget.OnExhausted.RETURN_PARTIAL;
    }

    /** Whether one more edge may be looked at. */
    boolean takeEdge() {
        if (edges == budget.maxEdges()) {
            return spend(Budget.Limit.EDGES);
        }
        edges++;
        return edges % EDGES_PER_LOOK_AT_THE_CLOCK != 0 || hasTime();
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

    /** The limit that ended the walk, null while there is none. */
    Budget.@Nullable Limit spent() {
        return spent;
    }

    private boolean spend(Budget.Limit limit) {
        spent = limit;
        if (mayEndEarly) {
            return false;
        }
        throw switch (limit) {
            case TIME ->
                new OperationTimeoutException("The walk took longer than its budget of " + budget.timeout() + ".");
            case NODES -> tooMuch(budget.maxNodes() + " nodes");
            case EDGES -> tooMuch(budget.maxEdges() + " edges");
        };
    }

    private static InvalidInputException tooMuch(String limit) {
        return new InvalidInputException("The walk needs more than its budget of " + limit
                + "; raise the budget, narrow the walk or ask for a partial answer where there can be one.");
    }
}
