package dev.khive.db.sql.graph;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that a breadth-first walk has reached, level by level, each with the edge it was first reached by. Among the edges
 * that reach a node in the same level the one that was stored first counts, so that the order of rows decides nothing.
 */
final class Frontier {
    /**
     * How a node was reached.
     *
     * @param depth in edges
     * @param edgeId the edge, 0 for a root
     * @param from the node before, 0 for a root
     */
    record Arrival(int depth, long edgeId, long from) {}

    private final Map<Long, Arrival> reached = new LinkedHashMap<>();
    private Map<Long, Arrival> next = new HashMap<>();
    private long[] nodes;
    private int depth;

    /** A walk that stands on its roots. */
    Frontier(Collection<Long> roots) {
        roots.forEach(root -> reached.put(root, new Arrival(0, 0, 0)));
        nodes = sorted(roots);
    }

    /** The nodes of the outermost level, ascending. */
    long[] nodes() {
        return nodes.clone();
    }

    /** How far the outermost level is from the roots. */
    int depth() {
        return depth;
    }

    boolean isEmpty() {
        return nodes.length == 0;
    }

    /** How many nodes are reached, those of the level being found included. */
    int size() {
        return reached.size() + next.size();
    }

    @Nullable
    Arrival arrival(long node) {
        return reached.get(node);
    }

    /** Every node reached, nearest first. */
    Map<Long, Arrival> reached() {
        return reached;
    }

    /** Whether following the edge leads to a node that no level has yet. */
    boolean leadsOn(Hop hop) {
        return !reached.containsKey(hop.to()) && !next.containsKey(hop.to());
    }

    /** Takes an edge from the outermost level; one to a node of an earlier level changes nothing. */
    void follow(Hop hop) {
        if (!reached.containsKey(hop.to())) {
            next.merge(
                    hop.to(),
                    new Arrival(depth + 1, hop.edgeId(), hop.from()),
                    (known, other) -> other.edgeId() < known.edgeId() ? other : known);
        }
    }

    /** Makes what was found since the last call the outermost level. */
    void advance() {
        depth++;
        nodes = sorted(next.keySet());
        for (long node : nodes) {
            Arrival arrival = next.get(node);
            if (arrival != null) {
                reached.put(node, arrival);
            }
        }
        next = new HashMap<>();
    }

    private static long[] sorted(Collection<Long> nodes) {
        return nodes.stream().mapToLong(Long::longValue).sorted().toArray();
    }
}
