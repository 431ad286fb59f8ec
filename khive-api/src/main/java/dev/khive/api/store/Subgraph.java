package dev.khive.api.store;

import java.util.List;

/**
 * A traversal with the edges among its nodes.
 *
 * @param traversal the nodes, and whether they are all
 * @param edges every accepted edge whose two ends were both found, ordered by id, each once
 */
public record Subgraph(Traversal traversal, List<Edge> edges) {
    /** Copies the edges. */
    public Subgraph {
        edges = List.copyOf(edges);
    }
}
