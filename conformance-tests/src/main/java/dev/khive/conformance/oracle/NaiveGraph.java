package dev.khive.conformance.oracle;

import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.Neighbor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A graph as a list of edges, walked edge by edge.
 *
 * @param edges all of them
 */
public record NaiveGraph(List<Edge> edges) {

    /** The order of neighbours: relation, other node, edge. */
    public static final Comparator<Neighbor> NEIGHBOR_ORDER = Comparator.comparing(
                    (Neighbor neighbor) -> neighbor.edge().relation(), ValueRules.BY_CODE_POINT)
            .thenComparing(Neighbor::node, ValueRules.BY_TEXT)
            .thenComparing(neighbor -> neighbor.edge().id(), ValueRules.BY_TEXT);

    /** Copies the edges. */
    public NaiveGraph {
        edges = List.copyOf(edges);
    }

    /** The same graph with only the edges that are accepted. */
    public NaiveGraph where(Predicate<Edge> accepted) {
        return new NaiveGraph(edges.stream().filter(accepted).toList());
    }

    /** The edges at a node in a direction with the nodes at their other end, in order. */
    public List<Neighbor> neighbors(UUID node, EdgeDirection direction) {
        List<Neighbor> found = new ArrayList<>();
        for (Edge edge : edges) {
            boolean out = edge.source().equals(node);
            boolean in = edge.target().equals(node);
            if (out && (direction != EdgeDirection.IN || in)) {
                found.add(new Neighbor(edge.target(), edge, EdgeDirection.OUT));
            } else if (in && direction != EdgeDirection.OUT) {
                found.add(new Neighbor(edge.source(), edge, EdgeDirection.IN));
            }
        }
        found.sort(NEIGHBOR_ORDER);
        return found;
    }

    /** Each node that can be reached within a depth, with its least depth; the roots with 0. */
    public Map<UUID, Integer> depths(
            Collection<UUID> roots, EdgeDirection direction, int maxDepth, Predicate<UUID> passable) {
        Map<UUID, Integer> depths = new LinkedHashMap<>();
        roots.forEach(root -> depths.put(root, 0));
        List<UUID> level = List.copyOf(depths.keySet());
        for (int depth = 1; depth <= maxDepth; depth++) {
            List<UUID> next = new ArrayList<>();
            for (UUID node : level) {
                for (Neighbor neighbor : neighbors(node, direction)) {
                    if (passable.test(neighbor.node()) && !depths.containsKey(neighbor.node())) {
                        depths.put(neighbor.node(), depth);
                        next.add(neighbor.node());
                    }
                }
            }
            level = next;
        }
        return depths;
    }
}
