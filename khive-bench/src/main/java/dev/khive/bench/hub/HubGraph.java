package dev.khive.bench.hub;

import dev.khive.api.Storage;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * 100,000 nodes and 500,000 edges of five relations, a tenth of them at one node: 25,000 that leave it and 25,000 that arrive.
 * The others join two nodes by chance, so that a node has nine of them on average.
 */
final class HubGraph {
    static final int NODES = 100_000;
    static final int EDGES = 500_000;
    static final int EDGES_OF_HUB = 50_000;

    private static final int RELATIONS = 5;
    private static final int BATCH = 10_000;
    private static final long SEED = 1;

    private final List<UUID> nodes = new ArrayList<>(NODES);

    HubGraph() {
        for (int node = 0; node < NODES; node++) {
            nodes.add(RecordIds.next());
        }
    }

    UUID hub() {
        return nodes.getFirst();
    }

    /** Nodes that are not the hub. */
    List<UUID> others(int count) {
        return nodes.subList(1, count + 1);
    }

    void writeInto(Storage storage) {
        for (int from = 0; from < NODES; from += BATCH) {
            List<EntityDraft> drafts = new ArrayList<>(BATCH);
            for (UUID node : nodes.subList(from, from + BATCH)) {
                drafts.add(new EntityDraft(node, List.of("Thing"), Map.of()));
            }
            storage.entities().upsertAll(drafts, BatchMode.ATOMIC);
        }
        Random random = new Random(SEED);
        List<EdgeDraft> drafts = new ArrayList<>(BATCH);
        for (int edge = 0; edge < EDGES; edge++) {
            drafts.add(draft(edge, random));
            if (drafts.size() == BATCH) {
                storage.graph().upsertAll(drafts, BatchMode.ATOMIC);
                drafts.clear();
            }
        }
    }

    private EdgeDraft draft(int edge, Random random) {
        UUID source = other(random);
        UUID target = other(random);
        if (edge % (EDGES / EDGES_OF_HUB) == 0) {
            boolean leaves = random.nextBoolean();
            source = leaves ? hub() : source;
            target = leaves ? target : hub();
        }
        return EdgeDraft.of(source, "RELATION_" + random.nextInt(RELATIONS), target);
    }

    private UUID other(Random random) {
        return nodes.get(1 + random.nextInt(NODES - 1));
    }
}
