package dev.khive.conformance.scope;

import static dev.khive.conformance.scope.TwinRecords.DELETED;
import static dev.khive.conformance.scope.TwinRecords.DELETED_EDGE;
import static dev.khive.conformance.scope.TwinRecords.DELETED_NOTE;
import static dev.khive.conformance.scope.TwinRecords.EDGE;
import static dev.khive.conformance.scope.TwinRecords.EXPIRED;
import static dev.khive.conformance.scope.TwinRecords.HERON;
import static dev.khive.conformance.scope.TwinRecords.NOBODY;
import static dev.khive.conformance.scope.TwinRecords.NOTE;
import static dev.khive.conformance.scope.TwinRecords.STORK;
import static dev.khive.conformance.scope.TwinRecords.THEIR_EDGE;
import static dev.khive.conformance.scope.TwinRecords.THEIR_ENTITY;
import static dev.khive.conformance.scope.TwinRecords.THEIR_NOTE;

import dev.khive.api.Capability;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.RecordStore;
import dev.khive.api.store.StoredRecord;
import dev.khive.api.store.TraversalRequest;
import dev.khive.conformance.scope.TwinCase.Calls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A case for every method of the record stores and of the graph. */
final class TwinCases {

    private static final Filter SECRET = Filter.property("owner").equalTo(TwinRecords.SECRET);

    private final List<TwinCase> cases = new ArrayList<>();

    private TwinCases() {
        recordStores();
        graph();
    }

    /** All cases of all stores. */
    static List<TwinCase> all() {
        return Stream.of(new TwinCases().cases, TwinSearchCases.all(), TwinHandleCases.all())
                .flatMap(List::stream)
                .toList();
    }

    private void reads(String method, Consumer<Calls> calls) {
        cases.add(new TwinCase(method, false, Set.of(Capability.GRAPH, Capability.NOTES), calls));
    }

    private void writes(String method, Consumer<Calls> calls) {
        cases.add(new TwinCase(method, true, Set.of(Capability.GRAPH, Capability.NOTES), calls));
    }

    /** One of the three record stores, with ids of every kind and drafts for each. */
    private record Kind<R extends StoredRecord, D>(RecordStore<R, D> store, List<UUID> ids, List<D> drafts) {}

    private static final List<UUID> ENTITIES = List.of(HERON, DELETED, THEIR_ENTITY, NOTE, NOBODY);
    private static final List<UUID> NOTES = List.of(NOTE, EXPIRED, DELETED_NOTE, THEIR_NOTE, HERON, NOBODY);
    private static final List<UUID> EDGES = List.of(EDGE, DELETED_EDGE, THEIR_EDGE, NOBODY);

    private static List<Kind<?, ?>> kinds(Calls calls) {
        List<EntityDraft> entities = ENTITIES.stream()
                .map(id -> new EntityDraft(id, List.of("Bird", "New"), Map.of("name", "new")))
                .toList();
        List<NoteDraft> notes = NOTES.stream()
                .map(id -> new NoteDraft(id, "fact", "new", 0.5, null, Map.of()))
                .toList();
        List<EdgeDraft> edges = Stream.concat(
                        EDGES.stream().map(id -> new EdgeDraft(id, HERON, "KNOWS", STORK, 2, null, null, Map.of())),
                        Stream.of(new EdgeDraft(THEIR_EDGE, HERON, "KNOWS", THEIR_ENTITY, 2, null, null, Map.of())))
                .toList();
        return List.of(
                new Kind<>(calls.storage().entities(), ENTITIES, entities),
                new Kind<>(calls.storage().notes(), NOTES, notes),
                new Kind<>(calls.storage().graph(), EDGES, edges));
    }

    private static <R extends StoredRecord, D> void upsertEach(Calls calls, Kind<R, D> kind) {
        kind.drafts().forEach(draft -> calls.call(() -> kind.store().upsert(draft)));
    }

    private static <R extends StoredRecord, D> void upsertAll(Calls calls, Kind<R, D> kind) {
        for (BatchMode mode : BatchMode.values()) {
            calls.call(() -> kind.store().upsertAll(kind.drafts(), mode));
        }
    }

    private static <R extends StoredRecord, D> void insertEach(Calls calls, Kind<R, D> kind) {
        kind.drafts().forEach(draft -> calls.call(() -> kind.store().insert(draft)));
    }

    private static <R extends StoredRecord, D> void insertIfAbsentEach(Calls calls, Kind<R, D> kind) {
        kind.drafts().forEach(draft -> calls.call(() -> kind.store().insertIfAbsent(draft)));
    }

    private static <R extends StoredRecord, D> void replaceEach(Calls calls, Kind<R, D> kind) {
        for (long revision = 1; revision < 40; revision++) {
            long expected = revision;
            kind.drafts().forEach(draft -> calls.call(() -> kind.store().replace(draft, expected)));
        }
    }

    private void recordStores() {
        writes("RecordStore.upsert(Object)", calls -> kinds(calls).forEach(kind -> upsertEach(calls, kind)));
        writes("RecordStore.upsertAll(List, BatchMode)", calls -> kinds(calls).forEach(kind -> upsertAll(calls, kind)));
        writes("RecordStore.insert(Object)", calls -> kinds(calls).forEach(kind -> insertEach(calls, kind)));
        writes(
                "RecordStore.insertIfAbsent(Object)",
                calls -> kinds(calls).forEach(kind -> insertIfAbsentEach(calls, kind)));
        writes("RecordStore.replace(Object, long)", calls -> kinds(calls).forEach(kind -> replaceEach(calls, kind)));
        reads(
                "RecordStore.get(UUID)",
                calls -> kinds(calls)
                        .forEach(kind -> kind.ids()
                                .forEach(id -> calls.call(() -> kind.store().get(id)))));
        reads(
                "RecordStore.getIncludingDeleted(UUID)",
                calls -> kinds(calls)
                        .forEach(kind -> kind.ids()
                                .forEach(id -> calls.call(() -> kind.store().getIncludingDeleted(id)))));
        reads(
                "RecordStore.getAll(Collection)",
                calls -> kinds(calls)
                        .forEach(kind -> calls.call(() -> kind.store().getAll(kind.ids()))));
        writes("RecordStore.delete(UUID, DeleteMode)", calls -> deleteEach(calls));
        writes("RecordStore.deleteAll(Collection, DeleteMode)", calls -> {
            for (DeleteMode mode : DeleteMode.values()) {
                kinds(calls).forEach(kind -> calls.call(() -> kind.store().deleteAll(kind.ids(), mode)));
            }
        });
        writes(
                "RecordStore.restore(UUID)",
                calls -> kinds(calls)
                        .forEach(kind -> kind.ids()
                                .forEach(id -> calls.call(() -> kind.store().restore(id)))));
        reads("RecordStore.list(Filter, Order, PageRequest)", calls -> listEach(calls, false));
        reads("RecordStore.listDeleted(Filter, Order, PageRequest)", calls -> listEach(calls, true));
        reads(
                "RecordStore.count(Filter)",
                calls -> kinds(calls).forEach(kind -> {
                    calls.call(() -> kind.store().count(Filter.ALL));
                    calls.call(() -> kind.store().count(SECRET));
                    calls.call(() ->
                            kind.store().count(Filter.field(RecordField.ID).in(THEIR_ENTITY, THEIR_NOTE, THEIR_EDGE)));
                    calls.call(() -> kind.store().count(Filter.not(SECRET)));
                }));
        writes(
                "NoteStore.purgeExpired()",
                calls -> calls.call(() -> calls.storage().notes().purgeExpired()));
    }

    private static void deleteEach(Calls calls) {
        for (DeleteMode mode : DeleteMode.values()) {
            List<Kind<?, ?>> kinds = new ArrayList<>(kinds(calls));
            Collections.reverse(kinds);
            kinds.forEach(kind ->
                    kind.ids().forEach(id -> calls.call(() -> kind.store().delete(id, mode))));
        }
    }

    private static void listEach(Calls calls, boolean deleted) {
        for (Filter filter : List.of(Filter.ALL, SECRET, Filter.not(SECRET), Filter.or(SECRET, Filter.ALL))) {
            for (PageRequest page :
                    List.of(PageRequest.FIRST.withTotal(), PageRequest.first(1).withTotal())) {
                Order order = Order.ascending(RecordField.ID);
                kinds(calls)
                        .forEach(kind -> calls.call(() -> deleted
                                ? kind.store().listDeleted(filter, order, page)
                                : kind.store().list(filter, order, page)));
            }
        }
    }

    private static List<TraversalRequest> walks() {
        return Stream.of(HERON, NOTE, THEIR_ENTITY, NOBODY)
                .map(root -> TraversalRequest.from(root, EdgeDirection.BOTH, 3))
                .toList();
    }

    private void graph() {
        writes("GraphStore.upsertByNaturalKey(EdgeDraft)", calls -> {
            calls.call(() -> calls.storage().graph().upsertByNaturalKey(EdgeDraft.of(HERON, "KNOWS", STORK)));
            calls.call(() -> calls.storage().graph().upsertByNaturalKey(EdgeDraft.of(HERON, "KNOWS", THEIR_ENTITY)));
            calls.call(() -> calls.storage().graph().upsertByNaturalKey(EdgeDraft.of(HERON, "SECRET_RELATION", STORK)));
        });
        reads("GraphStore.neighbors(UUID, NeighborQuery, PageRequest)", calls -> {
            for (UUID node : List.of(HERON, STORK, DELETED, THEIR_ENTITY)) {
                for (NeighborQuery query : neighborQueries()) {
                    calls.call(() -> calls.storage().graph().neighbors(node, query, PageRequest.FIRST.withTotal()));
                }
            }
        });
        reads(
                "GraphStore.neighborsOfAll(Collection, NeighborQuery, int)",
                calls -> neighborQueries()
                        .forEach(query -> calls.call(() -> calls.storage()
                                .graph()
                                .neighborsOfAll(List.of(HERON, STORK, DELETED, THEIR_ENTITY), query, 1))));
        reads(
                "GraphStore.traverse(TraversalRequest)",
                calls -> walks().forEach(
                                walk -> calls.call(() -> calls.storage().graph().traverse(walk))));
        reads(
                "GraphStore.subgraph(TraversalRequest)",
                calls -> walks().forEach(
                                walk -> calls.call(() -> calls.storage().graph().subgraph(walk))));
        reads("GraphStore.shortestPath(PathRequest)", calls -> {
            for (UUID to : List.of(STORK, NOTE, THEIR_ENTITY, NOBODY)) {
                calls.call(() ->
                        calls.storage().graph().shortestPath(PathRequest.between(HERON, to, EdgeDirection.BOTH, 5)));
            }
        });
        writes("GraphStore.deleteIncident(UUID, DeleteMode)", calls -> {
            for (UUID node : List.of(STORK, THEIR_ENTITY, HERON)) {
                for (DeleteMode mode : DeleteMode.values()) {
                    calls.call(() -> calls.storage().graph().deleteIncident(node, mode));
                }
            }
        });
    }

    private static List<NeighborQuery> neighborQueries() {
        return List.of(
                NeighborQuery.of(EdgeDirection.BOTH),
                NeighborQuery.of(EdgeDirection.OUT, "SECRET_RELATION"),
                new NeighborQuery(EdgeDirection.BOTH, Set.of(), SECRET, Filter.ALL),
                new NeighborQuery(EdgeDirection.BOTH, Set.of(), Filter.ALL, SECRET));
    }
}
