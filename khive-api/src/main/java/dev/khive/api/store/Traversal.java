package dev.khive.api.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a traversal found.
 *
 * @param visits nearest first, then by id
 * @param edgesSeen how many edges were looked at
 * @param spent the part of the budget that ended the search before it was done, null when it is whole
 */
public record Traversal(List<Visit> visits, long edgesSeen, Budget.@Nullable Limit spent) {
    /** Copies the visits. */
    public Traversal {
        visits = List.copyOf(visits);
    }

    /** Whether everything within the depth was found. */
    public boolean complete() {
        return spent == null;
    }

    /** The part of the budget that was not enough. */
    public Optional<Budget.Limit> exhausted() {
        return Optional.ofNullable(spent);
    }

    /**
     * A node that was reached.
     *
     * @param node its id
     * @param depth the fewest edges from a root to it
     * @param via the edge by which it was first reached, null for a root
     * @param from the node that this edge was followed from, null for a root
     */
    public record Visit(
            UUID node,
            int depth,
            @Nullable UUID via,
            @Nullable UUID from) {}
}
