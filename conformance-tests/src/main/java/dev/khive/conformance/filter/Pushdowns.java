package dev.khive.conformance.filter;

import dev.khive.api.Capability;
import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.HybridResult;
import dev.khive.api.store.Metric;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.TraversalRequest;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.api.store.VectorRecord;
import dev.khive.conformance.oracle.FilterSubject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The calls that take a filter besides those that list records: each entity has an edge, a vector and a text to be found by. */
enum Pushdowns implements Filtered {
    VECTOR_SEARCH(
            Capability.VECTORS,
            (storage, filter) -> subjects(storage.vectors()
                    .search(VectorQuery.of(Parts.FIELD, Parts.VECTOR, 1_000).where(filter))
                    .hits())),
    VECTOR_LIST(Capability.VECTORS, (storage, filter) -> {
        Page<VectorRecord> page = storage.vectors().listWhere(Parts.FIELD.name(), filter, PageRequest.first(1_000));
        Parts.requireCount(page.items().size(), storage.vectors().count(Parts.FIELD.name(), filter));
        return page.items().stream().map(VectorRecord::subject).collect(Collectors.toSet());
    }),
    SPARSE_SEARCH(Capability.SPARSE, (storage, filter) -> {
        List<SearchHit> hits = storage.sparse()
                .search(new SparseQuery("terms", "model-1", Parts.SPARSE, 1_000, filter))
                .hits();
        Parts.requireCount(hits.size(), storage.sparse().count("terms", filter));
        return subjects(hits);
    }),
    TEXT_SEARCH(
            Capability.TEXT,
            (storage, filter) -> subjects(storage.text()
                    .search(new TextQuery("common", TextQuery.Mode.ALL_WORDS, 1_000, Set.of(), filter))
                    .hits())),
    HYBRID_SEARCH(
            Capability.HYBRID_SEARCH,
            (storage, filter) -> storage
                    .hybrid()
                    .search(new HybridQuery(
                            List.of(
                                    HybridQuery.TextArm.of("common"),
                                    HybridQuery.VectorArm.of(Parts.FIELD, Parts.VECTOR)),
                            HybridQuery.Fusion.RECIPROCAL_RANK,
                            1_000,
                            1_000,
                            filter))
                    .hits()
                    .stream()
                    .map(HybridResult.Hit::subject)
                    .collect(Collectors.toSet())),
    NEIGHBOR_NODES(Capability.GRAPH, (storage, filter) -> neighbors(storage, Filter.ALL, filter)),
    NEIGHBOR_EDGES(Capability.GRAPH, (storage, filter) -> neighbors(storage, filter, Filter.ALL)),
    TRAVERSAL_NODES(Capability.GRAPH, (storage, filter) -> reached(storage, Filter.ALL, filter)),
    TRAVERSAL_EDGES(Capability.GRAPH, (storage, filter) -> reached(storage, filter, Filter.ALL));

    private final Capability capability;

    @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
    private final BiFunction<Storage, Filter, Set<UUID>> call;

    Pushdowns(Capability capability, BiFunction<Storage, Filter, Set<UUID>> call) {
        this.capability = capability;
        this.call = call;
    }

    @Override
    public void begin(Storage storage) {
        storage.entities().upsert(new EntityDraft(Parts.HUB, List.of("Hub"), Map.of()));
        if (capability == Capability.VECTORS || capability == Capability.HYBRID_SEARCH) {
            storage.vectors().define(Parts.FIELD);
        }
    }

    @Override
    public Item put(Storage storage, Map<String, ?> properties) {
        UUID id = RecordIds.next();
        storage.entities().upsert(new EntityDraft(id, List.of("Thing"), properties));
        switch (capability) {
            case VECTORS -> storage.vectors().put(VectorDraft.of(id, Parts.FIELD, Parts.VECTOR));
            case SPARSE -> storage.sparse().put(new SparseDraft(id, "terms", "model-1", Parts.SPARSE));
            case TEXT -> storage.text().put(new TextDocument(id, "words", "", "common words"));
            case HYBRID_SEARCH -> {
                storage.vectors().put(VectorDraft.of(id, Parts.FIELD, Parts.VECTOR));
                storage.text().put(new TextDocument(id, "words", "", "common words"));
            }
            default -> storage.graph().upsert(EdgeDraft.of(Parts.HUB, "HAS", id).withProperties(properties));
        }
        return new Item(id, FilterSubject.of(storage.entities().get(id).orElseThrow()));
    }

    @Override
    public Set<UUID> accepted(Storage storage, Filter filter) {
        return call.apply(storage, filter);
    }

    private static Set<UUID> subjects(List<SearchHit> hits) {
        return hits.stream().map(SearchHit::subject).collect(Collectors.toSet());
    }

    private static Set<UUID> neighbors(Storage storage, Filter edges, Filter nodes) {
        return storage
                .graph()
                .neighbors(
                        Parts.HUB,
                        new NeighborQuery(EdgeDirection.OUT, Set.of(), edges, nodes),
                        PageRequest.first(1_000))
                .items()
                .stream()
                .map(Neighbor::node)
                .collect(Collectors.toSet());
    }

    private static Set<UUID> reached(Storage storage, Filter edges, Filter nodes) {
        TraversalRequest all = TraversalRequest.from(Parts.HUB, EdgeDirection.OUT, 1);
        return storage
                .graph()
                .traverse(
                        new TraversalRequest(all.roots(), all.direction(), Set.of(), edges, nodes, 1, 1, all.budget()))
                .visits()
                .stream()
                .map(Traversal.Visit::node)
                .collect(Collectors.toSet());
    }

    /** What every entity has, so that only the filter tells them apart. */
    private static final class Parts {
        static final UUID HUB = RecordIds.ofName("hub");
        static final VectorField FIELD = new VectorField("meaning", "model-1", 2, Metric.COSINE);
        static final float[] VECTOR = {1, 1};
        static final SparseVector SPARSE = new SparseVector(new int[] {3}, new float[] {1});

        private Parts() {}

        static void requireCount(long listed, long counted) {
            if (listed != counted) {
                throw new AssertionError("Found " + listed + " records and counted " + counted + ".");
            }
        }
    }
}
