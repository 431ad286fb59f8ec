package dev.khive.db.sqlite;

import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** A small random graph with parallel edges and self-loops, and the plainest way to walk it. */
final class RandomGraph {
    static final List<String> RELATIONS = List.of("LIKES", "KNOWS", "ärgert");

    final List<UUID> nodes = new ArrayList<>();
    final List<EdgeDraft> edges = new ArrayList<>();

    RandomGraph(long seed, int nodeCount, int edgeCount) {
        Random random = new Random(seed);
        for (int i = 0; i < nodeCount; i++) {
            nodes.add(new UUID(random.nextLong(), random.nextLong()));
        }
        for (int i = 0; i < edgeCount; i++) {
            edges.add(new EdgeDraft(
                    new UUID(random.nextLong(), random.nextLong()),
                    nodes.get(random.nextInt(nodeCount)),
                    RELATIONS.get(random.nextInt(RELATIONS.size())),
                    nodes.get(random.nextInt(nodeCount)),
                    random.nextInt(4),
                    null,
                    null,
                    Map.of()));
        }
    }

    void storeIn(TestStores.Handle handle) {
        List<EntityDraft> drafts = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            drafts.add(new EntityDraft(nodes.get(i), List.of("N"), Map.of("rank", i)));
        }
        handle.entities().upsertAll(drafts, BatchMode.ATOMIC);
        handle.graph().upsertAll(edges, BatchMode.ATOMIC);
    }

    /** The edges at a node, each once, with the node at the other end. */
    Map<EdgeDraft, UUID> at(UUID node, EdgeDirection direction, Set<String> relations) {
        Map<EdgeDraft, UUID> found = new LinkedHashMap<>();
        for (EdgeDraft edge : edges) {
            if (!relations.isEmpty() && !relations.contains(edge.relation())) {
                continue;
            }
            if (direction != EdgeDirection.IN && edge.source().equals(node)) {
                found.put(edge, edge.target());
            } else if (direction != EdgeDirection.OUT && edge.target().equals(node)) {
                found.put(edge, edge.source());
            }
        }
        return found;
    }

    /** The least depth of every node within reach. */
    Map<UUID, Integer> depths(List<UUID> roots, EdgeDirection direction, Set<String> relations, int maxDepth) {
        Map<UUID, Integer> depths = new HashMap<>();
        List<UUID> level = roots;
        for (int depth = 0; depth <= maxDepth; depth++) {
            List<UUID> next = new ArrayList<>();
            for (UUID node : level) {
                if (depths.putIfAbsent(node, depth) == null) {
                    next.addAll(at(node, direction, relations).values());
                }
            }
            level = next;
        }
        return depths;
    }
}
