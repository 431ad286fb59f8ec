package dev.khive.conformance.reference;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What a query sees of a graph.
 *
 * @param nodes those stored first before others
 * @param edges those stored first before others; the ends of each are among the nodes of its namespace
 */
public record ReferenceGraph(List<NodeValue> nodes, List<EdgeValue> edges) {
    /** Copies what it is given. */
    public ReferenceGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    NodeValue source(EdgeValue edge) {
        return node(edge.namespace(), edge.source());
    }

    NodeValue target(EdgeValue edge) {
        return node(edge.namespace(), edge.target());
    }

    private NodeValue node(String namespace, UUID id) {
        return nodes.stream()
                .filter(node -> node.id().equals(id) && Objects.equals(node.namespace(), namespace))
                .findFirst()
                .orElseThrow();
    }
}
