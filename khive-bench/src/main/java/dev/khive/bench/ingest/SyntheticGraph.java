package dev.khive.bench.ingest;

import dev.khive.api.store.RecordIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A graph of named nodes and random edges, the same for the same seed but for its ids.
 *
 * @param nodes ids, in the order of writing
 * @param edges in the order of writing
 */
record SyntheticGraph(List<UUID> nodes, List<Link> edges) {
    static final int RELATIONS = 6;

    /** An edge, its ends as places in the list of nodes. */
    record Link(UUID id, int source, int relation, int target) {}

    static SyntheticGraph of(int nodeCount, int edgeCount, long seed) {
        Random random = new Random(seed);
        List<UUID> nodes = new ArrayList<>(nodeCount);
        for (int i = 0; i < nodeCount; i++) {
            nodes.add(RecordIds.next());
        }
        List<Link> edges = new ArrayList<>(edgeCount);
        for (int i = 0; i < edgeCount; i++) {
            edges.add(new Link(
                    RecordIds.next(), random.nextInt(nodeCount), random.nextInt(RELATIONS), random.nextInt(nodeCount)));
        }
        return new SyntheticGraph(nodes, edges);
    }

    static String name(int node) {
        return "dev.khive.example.Thing" + node;
    }

    static String relation(int relation) {
        return "RELATION_" + relation;
    }
}
