package dev.khive.api.store;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import java.util.Set;
import java.util.UUID;

/**
 * Two nodes that a path is wanted between.
 *
 * @param from where it starts
 * @param to where it ends
 * @param direction which way its edges are followed, seen from {@code from}
 * @param relations the relations followed; empty means every relation
 * @param edgeFilter edges that it refuses are not followed
 * @param nodeFilter nodes that it refuses are not passed through; the two ends are always taken
 * @param maxDepth the most edges, up to the configured bound
 * @param budget how much work it may do; a path search never returns part of an answer, a spent budget is an error
 */
public record PathRequest(
        UUID from,
        UUID to,
        EdgeDirection direction,
        Set<String> relations,
        Filter edgeFilter,
        Filter nodeFilter,
        int maxDepth,
        Budget budget) {
    /** Copies the relations; refuses a negative depth. */
    public PathRequest {
        relations = Set.copyOf(relations);
        if (maxDepth < 0) {
            throw new InvalidInputException("The depth of a path must not be negative, was " + maxDepth + ".");
        }
    }

    /** A path along all relations or the given ones, with the default budget. */
    public static PathRequest between(UUID from, UUID to, EdgeDirection direction, int maxDepth, String... relations) {
        return new PathRequest(
                from, to, direction, Set.of(relations), Filter.ALL, Filter.ALL, maxDepth, Budget.DEFAULT);
    }
}
