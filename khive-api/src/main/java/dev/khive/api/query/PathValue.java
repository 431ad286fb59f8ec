package dev.khive.api.query;

import dev.khive.api.error.InvalidInputException;
import java.util.List;

/**
 * A path in a result: nodes with the edges between them, in the order in which they were walked. An edge may have been
 * walked against its direction.
 *
 * @param nodes one more than there are edges
 * @param edges the edges
 */
public record PathValue(List<NodeValue> nodes, List<EdgeValue> edges) {
    /** Copies what it is given. */
    public PathValue {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
        if (nodes.size() != edges.size() + 1) {
            throw new InvalidInputException("A path of " + edges.size() + " edges has " + (edges.size() + 1)
                    + " nodes, was given " + nodes.size() + ".");
        }
    }

    /** The number of edges. */
    public int length() {
        return edges.size();
    }

    /** The node that it begins with. */
    public NodeValue start() {
        return nodes.getFirst();
    }

    /** The node that it ends with. */
    public NodeValue end() {
        return nodes.getLast();
    }
}
