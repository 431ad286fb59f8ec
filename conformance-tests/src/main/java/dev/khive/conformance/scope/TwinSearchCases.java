package dev.khive.conformance.scope;

import static dev.khive.conformance.scope.TwinRecords.DELETED;
import static dev.khive.conformance.scope.TwinRecords.FIELD;
import static dev.khive.conformance.scope.TwinRecords.HERON;
import static dev.khive.conformance.scope.TwinRecords.NOBODY;
import static dev.khive.conformance.scope.TwinRecords.SPARSE;
import static dev.khive.conformance.scope.TwinRecords.STORK;
import static dev.khive.conformance.scope.TwinRecords.THEIR_ENTITY;
import static dev.khive.conformance.scope.TwinRecords.THEIR_FIELD;
import static dev.khive.conformance.scope.TwinRecords.VECTOR;

import dev.khive.api.Capability;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TraversalRequest;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.conformance.scope.TwinCase.Calls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A case for every method of the log and of the searches. */
final class TwinSearchCases {

    private static final Filter SECRET = Filter.property("owner").equalTo(TwinRecords.SECRET);
    private static final List<Filter> FILTERS = List.of(Filter.ALL, SECRET, Filter.not(SECRET));
    private static final List<UUID> IDS = List.of(HERON, DELETED, THEIR_ENTITY, NOBODY);

    private final List<TwinCase> cases = new ArrayList<>();

    private TwinSearchCases() {
        events();
        vectors();
        vectorSearch();
        sparse();
        text();
        hybrid();
    }

    static List<TwinCase> all() {
        return new TwinSearchCases().cases;
    }

    private void add(boolean writes, Capability capability, String method, Consumer<Calls> calls) {
        cases.add(new TwinCase(method, writes, Set.of(capability), calls));
    }

    private void events() {
        add(true, Capability.EVENTS, "EventStore.append(EventDraft)", calls -> {
            for (String key : List.of("key", "their-key", "new-key")) {
                calls.call(() -> calls.storage()
                        .events()
                        .append(new EventDraft("seen", "bird", HERON, "kit", Map.of("owner", "new"), key)));
            }
        });
        add(
                true,
                Capability.EVENTS,
                "EventStore.appendAll(List)",
                calls -> calls.call(() -> calls.storage()
                        .events()
                        .appendAll(List.of(
                                EventDraft.of("seen", "bird", null, Map.of()),
                                new EventDraft("seen", "bird", null, null, Map.of(), "their-key")))));
        add(false, Capability.EVENTS, "EventStore.get(long)", calls -> {
            for (long sequence = 0; sequence < 50; sequence++) {
                long wanted = sequence;
                calls.call(() -> calls.storage().events().get(wanted));
            }
        });
        Order order = Order.ascending(RecordField.SEQUENCE);
        add(
                false,
                Capability.EVENTS,
                "EventStore.list(Filter, Order, PageRequest)",
                calls -> FILTERS.forEach(filter ->
                        calls.call(() -> calls.storage().events().list(filter, order, PageRequest.FIRST.withTotal()))));
        add(
                false,
                Capability.EVENTS,
                "EventStore.count(Filter)",
                calls -> FILTERS.forEach(
                        filter -> calls.call(() -> calls.storage().events().count(filter))));
        add(
                false,
                Capability.EVENTS,
                "EventStore.follow(long, int, Duration)",
                calls -> Stream.of(0L, 10L, 1_000L)
                        .forEach(after ->
                                calls.call(() -> calls.storage().events().follow(after, 100, Duration.ZERO))));
        add(
                false,
                Capability.EVENTS,
                "EventStore.lastSequence()",
                calls -> calls.call(() -> calls.storage().events().lastSequence()));
    }

    private void vectors() {
        add(true, Capability.VECTORS, "VectorStore.define(VectorField)", calls -> {
            calls.call(() -> calls.storage().vectors().define(FIELD));
            calls.call(() -> calls.storage()
                    .vectors()
                    .define(new VectorField(THEIR_FIELD.name(), "model-7", 5, FIELD.metric())));
        });
        add(
                false,
                Capability.VECTORS,
                "VectorStore.fields()",
                calls -> calls.call(() -> calls.storage().vectors().fields()));
        add(true, Capability.VECTORS, "VectorStore.put(VectorDraft)", calls -> {
            for (UUID id : IDS) {
                calls.call(() -> calls.storage().vectors().put(VectorDraft.of(id, FIELD, VECTOR)));
                calls.call(() -> calls.storage().vectors().put(VectorDraft.of(id, THEIR_FIELD, new float[3])));
            }
        });
        add(true, Capability.VECTORS, "VectorStore.putAll(List, BatchMode)", calls -> {
            for (BatchMode mode : BatchMode.values()) {
                calls.call(() -> calls.storage()
                        .vectors()
                        .putAll(
                                IDS.stream()
                                        .map(id -> VectorDraft.of(id, FIELD, VECTOR))
                                        .toList(),
                                mode));
            }
        });
        add(
                false,
                Capability.VECTORS,
                "VectorStore.get(UUID, String)",
                calls -> IDS.forEach(id -> {
                    calls.call(() -> calls.storage().vectors().get(id, FIELD.name()));
                    calls.call(() -> calls.storage().vectors().get(id, THEIR_FIELD.name()));
                }));
        add(
                true,
                Capability.VECTORS,
                "VectorStore.delete(UUID, String)",
                calls -> IDS.forEach(id -> {
                    calls.call(() -> calls.storage().vectors().delete(id, FIELD.name()));
                    calls.call(() -> calls.storage().vectors().delete(id, THEIR_FIELD.name()));
                }));
        add(
                true,
                Capability.VECTORS,
                "VectorStore.deleteWhere(String, Filter)",
                calls -> List.of(SECRET, Filter.ALL)
                        .forEach(filter ->
                                calls.call(() -> calls.storage().vectors().deleteWhere(FIELD.name(), filter))));
        add(
                true,
                Capability.VECTORS,
                "VectorStore.sweepOrphans()",
                calls -> calls.call(() -> calls.storage().vectors().sweepOrphans()));
        add(
                true,
                Capability.VECTORS,
                "VectorStore.rebuild(String)",
                calls -> calls.call(() -> {
                    calls.storage().vectors().rebuild(FIELD.name());
                    return "rebuilt";
                }));
    }

    private void vectorSearch() {
        add(
                false,
                Capability.VECTORS,
                "VectorStore.listWhere(String, Filter, PageRequest)",
                calls -> FILTERS.forEach(filter -> calls.call(() ->
                        calls.storage().vectors().listWhere(FIELD.name(), filter, PageRequest.FIRST.withTotal()))));
        add(
                false,
                Capability.VECTORS,
                "VectorStore.count(String, Filter)",
                calls -> FILTERS.forEach(
                        filter -> calls.call(() -> calls.storage().vectors().count(FIELD.name(), filter))));
        add(
                false,
                Capability.VECTORS,
                "VectorStore.search(VectorQuery)",
                calls -> FILTERS.forEach(filter -> {
                    VectorQuery query = VectorQuery.of(FIELD, VECTOR, 10).where(filter);
                    VectorQuery theirs = VectorQuery.of(THEIR_FIELD, new float[] {1, 2, 3}, 10);
                    calls.call(() -> calls.storage().vectors().search(query));
                    calls.call(() -> calls.storage().vectors().search(theirs));
                }));
        add(
                false,
                Capability.VECTORS,
                "VectorStore.searchAll(List)",
                calls -> calls.call(() -> calls.storage()
                        .vectors()
                        .searchAll(FILTERS.stream()
                                .map(filter -> VectorQuery.of(FIELD, VECTOR, 1).where(filter))
                                .toList())));
    }

    private void sparse() {
        add(
                true,
                Capability.SPARSE,
                "SparseStore.put(SparseDraft)",
                calls -> IDS.forEach(id -> {
                    calls.call(() -> calls.storage().sparse().put(new SparseDraft(id, "terms", "model-1", SPARSE)));
                    calls.call(() -> calls.storage().sparse().put(new SparseDraft(id, "theirs", "model-1", SPARSE)));
                }));
        add(true, Capability.SPARSE, "SparseStore.putAll(List, BatchMode)", calls -> {
            for (BatchMode mode : BatchMode.values()) {
                calls.call(() -> calls.storage()
                        .sparse()
                        .putAll(
                                IDS.stream()
                                        .map(id -> new SparseDraft(id, "terms", "model-1", SPARSE))
                                        .toList(),
                                mode));
            }
        });
        add(
                false,
                Capability.SPARSE,
                "SparseStore.get(UUID, String)",
                calls -> IDS.forEach(id -> {
                    calls.call(() -> calls.storage().sparse().get(id, "terms"));
                    calls.call(() -> calls.storage().sparse().get(id, "theirs"));
                }));
        add(
                true,
                Capability.SPARSE,
                "SparseStore.delete(UUID, String)",
                calls -> IDS.forEach(
                        id -> calls.call(() -> calls.storage().sparse().delete(id, "terms"))));
        add(
                false,
                Capability.SPARSE,
                "SparseStore.count(String, Filter)",
                calls -> FILTERS.forEach(
                        filter -> calls.call(() -> calls.storage().sparse().count("terms", filter))));
        add(
                false,
                Capability.SPARSE,
                "SparseStore.search(SparseQuery)",
                calls -> FILTERS.forEach(filter -> {
                    calls.call(() ->
                            calls.storage().sparse().search(new SparseQuery("terms", "model-1", SPARSE, 10, filter)));
                    calls.call(() ->
                            calls.storage().sparse().search(new SparseQuery("theirs", "model-1", SPARSE, 10, filter)));
                }));
        add(
                true,
                Capability.SPARSE,
                "SparseStore.sweepOrphans()",
                calls -> calls.call(() -> calls.storage().sparse().sweepOrphans()));
    }

    private void text() {
        add(
                true,
                Capability.TEXT,
                "TextSearch.put(TextDocument)",
                calls -> IDS.forEach(id ->
                        calls.call(() -> calls.storage().text().put(new TextDocument(id, "words", "", "new heron")))));
        add(true, Capability.TEXT, "TextSearch.putAll(List, BatchMode)", calls -> {
            for (BatchMode mode : BatchMode.values()) {
                calls.call(() -> calls.storage()
                        .text()
                        .putAll(
                                IDS.stream()
                                        .map(id -> new TextDocument(id, "words", "", "new heron"))
                                        .toList(),
                                mode));
            }
        });
        add(
                false,
                Capability.TEXT,
                "TextSearch.get(UUID, String)",
                calls -> IDS.forEach(id -> {
                    calls.call(() -> calls.storage().text().get(id, "words"));
                    calls.call(() -> calls.storage().text().get(id, TextDocument.RECORD_FIELD));
                }));
        add(
                true,
                Capability.TEXT,
                "TextSearch.delete(UUID, String)",
                calls -> IDS.forEach(
                        id -> calls.call(() -> calls.storage().text().delete(id, "words"))));
        add(
                false,
                Capability.TEXT,
                "TextSearch.search(TextQuery)",
                calls -> FILTERS.forEach(filter -> {
                    for (String text : List.of("heron", "grey", TwinRecords.SECRET, "stork")) {
                        calls.call(() -> calls.storage()
                                .text()
                                .search(new TextQuery(text, TextQuery.Mode.ANY_WORD, 10, Set.of(), filter)));
                    }
                }));
        add(
                false,
                Capability.TEXT,
                "TextSearch.statistics()",
                calls -> calls.call(() -> calls.storage().text().statistics()));
        add(true, Capability.TEXT, "TextSearch.rebuild()", calls -> {
            calls.call(() -> calls.storage().text().rebuild());
            calls.call(() -> calls.storage().text().search(TextQuery.of("heron", 10)));
        });
    }

    private void hybrid() {
        HybridQuery.Arm text = HybridQuery.TextArm.of("heron");
        HybridQuery.Arm vector = HybridQuery.VectorArm.of(FIELD, VECTOR);
        HybridQuery.Arm sparse = new HybridQuery.SparseArm("sparse", 1, "terms", "model-1", SPARSE);
        HybridQuery.Arm graph =
                new HybridQuery.GraphArm("graph", 1, TraversalRequest.from(STORK, EdgeDirection.BOTH, 3));
        add(false, Capability.HYBRID_SEARCH, "HybridSearch.search(HybridQuery)", calls -> {
            for (HybridQuery.Fusion fusion : HybridQuery.Fusion.values()) {
                FILTERS.forEach(filter -> calls.call(() -> calls.storage()
                        .hybrid()
                        .search(new HybridQuery(List.of(text, vector, sparse, graph), fusion, 5, 5, filter))));
            }
        });
    }
}
