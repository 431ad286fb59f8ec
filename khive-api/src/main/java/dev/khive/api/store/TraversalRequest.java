package dev.khive.api.store;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A walk outwards from some nodes.
 *
 * @param roots where it starts, 1 or more, at depth 0
 * @param direction which way edges are followed
 * @param relations the relations followed; empty means every relation
 * @param edgeFilter edges that it refuses are not followed
 * @param nodeFilter nodes that it refuses are neither returned nor passed through; roots are always taken
 * @param minDepth nodes nearer than this are passed through but not returned; 0 returns the roots too
 * @param maxDepth how many edges away, up to the configured bound
 * @param budget how much work it may do
 */
public record TraversalRequest(
        List<UUID> roots,
        EdgeDirection direction,
        Set<String> relations,
        Filter edgeFilter,
        Filter nodeFilter,
        int minDepth,
        int maxDepth,
        Budget budget) {
    /** Copies the collections; refuses no roots and depths that are negative or inverted. */
    public TraversalRequest {
        roots = roots.stream().distinct().toList();
        relations = Set.copyOf(relations);
        if (roots.isEmpty()) {
            throw new InvalidInputException("A traversal needs at least one root.");
        }
        if (minDepth < 0 || maxDepth < minDepth) {
            throw new InvalidInputException(
                    "The depths of a traversal must be 0 <= min <= max, were " + minDepth + " and " + maxDepth + ".");
        }
    }

    /** All that is 1 to {@code maxDepth} edges away from a node, with the default budget. */
    public static TraversalRequest from(UUID root, EdgeDirection direction, int maxDepth, String... relations) {
        return new TraversalRequest(
                List.of(root), direction, Set.of(relations), Filter.ALL, Filter.ALL, 1, maxDepth, Budget.DEFAULT);
    }

    /** The same with another budget. */
    public TraversalRequest withBudget(Budget newBudget) {
        return new TraversalRequest(roots, direction, relations, edgeFilter, nodeFilter, minDepth, maxDepth, newBudget);
    }
}
