package dev.khive.api.store;

import dev.khive.api.filter.Filter;
import java.util.Set;

/**
 * Which edges at a node are wanted.
 *
 * @param direction which way
 * @param relations the relations wanted; empty means every relation
 * @param edgeFilter a predicate on the edge, own fields as in {@link GraphStore}
 * @param nodeFilter a predicate on the node at the other end, own fields as in {@link EntityStore}
 */
public record NeighborQuery(EdgeDirection direction, Set<String> relations, Filter edgeFilter, Filter nodeFilter) {
    /** Copies the relations. */
    public NeighborQuery {
        relations = Set.copyOf(relations);
    }

    /** Edges in a direction, all relations or the given ones, no filter. */
    public static NeighborQuery of(EdgeDirection direction, String... relations) {
        return new NeighborQuery(direction, Set.of(relations), Filter.ALL, Filter.ALL);
    }
}
