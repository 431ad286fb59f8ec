package dev.khive.conformance.graph;

import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.oracle.NaiveGraph;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A graph from a seed, stored and as the oracle sees it: with loops, parallel edges, isolated nodes and three relations.
 *
 * @param nodes the ids of its nodes
 * @param oracle the same edges in memory
 */
record RandomGraph(List<UUID> nodes, NaiveGraph oracle) {

    private static final List<String> RELATIONS = List.of("KNOWS", "LIKES", "é-works_at");

    static RandomGraph store(Storage storage, long seed, int size, int edges) {
        Random random = new Random(seed);
        List<UUID> nodes = IntStream.range(0, size)
                .mapToObj(i -> RecordIds.ofName("node " + seed + " " + i))
                .toList();
        storage.entities()
                .upsertAll(
                        IntStream.range(0, size)
                                .mapToObj(i -> new EntityDraft(nodes.get(i), List.of("Node"), Map.of("n", i)))
                                .toList(),
                        BatchMode.ATOMIC);
        // The last node stays alone.
        Stream<EdgeDraft> drafts = Stream.generate(() -> EdgeDraft.of(
                                nodes.get(random.nextInt(size - 1)),
                                RELATIONS.get(random.nextInt(RELATIONS.size())),
                                nodes.get(random.nextInt(size - 1)))
                        .withProperties(Map.of("cost", random.nextInt(10))))
                .limit(edges);
        storage.graph().upsertAll(drafts.toList(), BatchMode.ATOMIC);
        return new RandomGraph(
                nodes,
                new NaiveGraph(storage.graph()
                        .list(Filter.ALL, Order.BY_CREATION, PageRequest.first(edges))
                        .items()));
    }

    UUID alone() {
        return nodes.getLast();
    }
}
