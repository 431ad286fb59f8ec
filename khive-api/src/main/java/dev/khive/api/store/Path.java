package dev.khive.api.store;

import java.util.List;
import java.util.UUID;

/**
 * A path through the graph.
 *
 * @param nodes one more than the edges, from the start to the end
 * @param edges each joins the two nodes around it, in its own stored direction
 */
public record Path(List<UUID> nodes, List<Edge> edges) {
    /** Copies both lists. */
    public Path {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /** The number of edges. */
    public int length() {
        return edges.size();
    }
}
