package dev.khive.conformance.mutant;

import dev.khive.api.Bounds;
import dev.khive.api.error.KhiveException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EntityStore;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.Insertion;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.NoteStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Stores of records that go wrong. */
final class RecordMutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "get-forgets-that-a-record-is-deleted",
                    "RECORD-022",
                    "EntityStore.get",
                    call -> call.on(EntityStore.class).getIncludingDeleted(call.argument(0))),
            Mutant.of("count-counts-deleted-records", "RECORD-022", "EntityStore.count", call -> {
                long live = call.proceed();
                Filter filter = call.argument(0);
                return live
                        + call.on(EntityStore.class)
                                .listDeleted(filter, dev.khive.api.page.Order.BY_CREATION, PageRequest.FIRST)
                                .items()
                                .size();
            }),
            Mutant.of("get-all-answers-the-first-id-alone", "RECORD-020", "EntityStore.getAll", call -> {
                Collection<UUID> ids = call.argument(0);
                return call.with(0, ids.stream().limit(1).toList()).proceed();
            }),
            Mutant.of(
                    "deleted-records-are-listed-with-the-live-ones", "RECORD-023", "EntityStore.listDeleted", call -> {
                        Page<Entity> deleted = call.proceed();
                        List<Entity> all = new ArrayList<>(deleted.items());
                        all.addAll(call.on(EntityStore.class)
                                .list(call.argument(0), call.argument(1), call.argument(2))
                                .items());
                        return new Page<>(all, deleted.cursor(), deleted.count());
                    }),
            Mutant.of(
                    "replace-loses-an-update",
                    "RECORD-013",
                    "EntityStore.replace",
                    call -> call.on(EntityStore.class).upsert(call.argument(0))),
            Mutant.of(
                    "insert-writes-over-what-is-there",
                    "RECORD-007",
                    "EntityStore.insert",
                    call -> call.on(EntityStore.class).upsert(call.argument(0))),
            Mutant.of("insert-if-absent-changes-what-is-there", "RECORD-010", "EntityStore.insertIfAbsent", call -> {
                var ack = call.on(EntityStore.class).upsert(call.argument(0));
                return new Insertion(false, ack.version(), ack);
            }),
            Mutant.of("upsert-keeps-old-properties", "RECORD-002", "EntityStore.upsert", call -> {
                EntityDraft draft = call.argument(0);
                Map<String, Object> merged = new LinkedHashMap<>();
                call.on(EntityStore.class).get(draft.id()).ifPresent(old -> merged.putAll(old.properties()));
                draft.properties().forEach((key, value) -> merged.put(key, value));
                return call.with(0, new EntityDraft(draft.id(), draft.labels(), merged))
                        .proceed();
            }),
            Mutant.of(
                    "hard-delete-keeps-the-record",
                    "RECORD-026",
                    "EntityStore.delete",
                    call -> call.with(1, DeleteMode.SOFT).proceed()),
            Mutant.of("delete-says-that-everything-was-there", "RECORD-025", "EntityStore.delete", call -> {
                Deletion deletion = call.proceed();
                return new Deletion(1, deletion.ack());
            }),
            Mutant.of("restore-brings-nothing-back", "RECORD-031", "EntityStore.restore", call -> {
                call.proceed();
                return call.on(EntityStore.class)
                        .delete(call.argument(0), DeleteMode.SOFT)
                        .ack();
            }),
            Mutant.of("delete-all-counts-ids-and-not-records", "RECORD-028", "EntityStore.deleteAll", call -> {
                Deletion deletion = call.proceed();
                Collection<UUID> ids = call.argument(0);
                return new Deletion(ids.size(), deletion.ack());
            }),
            Mutant.of("a-long-batch-is-cut-in-silence", "RECORD-042", "EntityStore.upsertAll", call -> {
                List<EntityDraft> drafts = call.argument(0);
                return call.with(
                                0, drafts.stream().limit(Bounds.DEFAULT.batch()).toList())
                        .proceed();
            }),
            Mutant.of("an-atomic-batch-commits-half", "RECORD-038", "EntityStore.upsertAll", RecordMutants::commitHalf),
            Mutant.of("a-best-effort-batch-hides-its-failures", "RECORD-036", "EntityStore.upsertAll", call -> {
                BatchResult result = call.proceed();
                return new BatchResult(result.attempted(), result.attempted(), List.of(), result.ack());
            }),
            Mutant.of(
                    "whole-floats-come-back-as-integers",
                    "RECORD-044",
                    "EntityStore.upsert",
                    values(value ->
                            value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15
                                    ? (Object) number.longValue()
                                    : value)),
            Mutant.of(
                    "true-is-stored-as-one",
                    "RECORD-044",
                    "EntityStore.upsert",
                    values(value -> value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value)),
            Mutant.of(
                    "text-is-trimmed",
                    "RECORD-044",
                    "EntityStore.upsert",
                    values(value -> value instanceof String text ? text.strip() : value)),
            Mutant.of(
                    "nulls-in-lists-are-dropped",
                    "RECORD-048",
                    "EntityStore.upsert",
                    values(value -> value instanceof List<?> list
                            ? list.stream().filter(Objects::nonNull).toList()
                            : value)),
            Mutant.of(
                    "labels-lose-their-order",
                    "NODE-001",
                    "EntityStore.upsert",
                    call -> call.changing(
                                    EntityDraft.class,
                                    draft -> new EntityDraft(
                                            draft.id(),
                                            draft.labels().stream().sorted().toList(),
                                            draft.properties()))
                            .proceed()),
            Mutant.of(
                    "expired-notes-are-shown",
                    "NODE-012",
                    "NoteStore.get",
                    call -> call.on(NoteStore.class)
                            .getIncludingDeleted(call.argument(0))
                            .filter(note -> note.deletedAt() == null)),
            Mutant.of("purge-says-that-nothing-had-expired", "NODE-015", "NoteStore.purgeExpired", call -> {
                Deletion deletion = call.proceed();
                return new Deletion(0, deletion.ack());
            }),
            Mutant.of(
                    "salience-is-dropped",
                    "NODE-009",
                    "NoteStore.upsert",
                    call -> call.changing(
                                    NoteDraft.class,
                                    draft -> new NoteDraft(
                                            draft.id(),
                                            draft.kind(),
                                            draft.content(),
                                            null,
                                            draft.expiresAt(),
                                            draft.properties()))
                            .proceed()),
            Mutant.of(
                    "every-edge-weighs-one",
                    "EDGE-003",
                    "GraphStore.upsert",
                    call -> call.changing(
                                    EdgeDraft.class,
                                    draft -> new EdgeDraft(
                                            draft.id(),
                                            draft.source(),
                                            draft.relation(),
                                            draft.target(),
                                            1,
                                            draft.validFrom(),
                                            draft.validTo(),
                                            draft.properties()))
                            .proceed()),
            Mutant.of(
                    "valid-time-is-dropped",
                    "EDGE-001",
                    "GraphStore.upsert",
                    call -> call.changing(
                                    EdgeDraft.class,
                                    draft -> new EdgeDraft(
                                            draft.id(),
                                            draft.source(),
                                            draft.relation(),
                                            draft.target(),
                                            draft.weight(),
                                            null,
                                            null,
                                            draft.properties()))
                            .proceed()),
            Mutant.of("the-natural-key-inserts-each-time", "EDGE-012", "GraphStore.upsertByNaturalKey", call -> {
                EdgeDraft draft = call.argument(0);
                GraphStore graph = call.on(GraphStore.class);
                graph.upsert(draft);
                return graph.get(draft.id()).orElseThrow();
            }),
            Mutant.of("delete-incident-forgets-incoming-edges", "EDGE-016", "GraphStore.deleteIncident", call -> {
                GraphStore graph = call.on(GraphStore.class);
                List<UUID> leaving = graph
                        .neighbors(
                                call.argument(0),
                                new NeighborQuery(EdgeDirection.OUT, java.util.Set.of(), Filter.ALL, Filter.ALL),
                                PageRequest.FIRST)
                        .items()
                        .stream()
                        .map(Neighbor::edge)
                        .map(edge -> edge.id())
                        .toList();
                return graph.deleteAll(leaving, call.argument(1));
            }));

    private RecordMutants() {}

    private static @Nullable Object commitHalf(Call call) throws Throwable {
        if (call.argument(1) != BatchMode.ATOMIC) {
            return call.proceed();
        }
        try {
            return call.proceed();
        } catch (KhiveException refused) {
            List<EntityDraft> drafts = call.argument(0);
            call.on(EntityStore.class).upsertAll(drafts, BatchMode.BEST_EFFORT);
            throw refused;
        }
    }

    /** Changes every property of what is written. */
    private static Fault values(UnaryOperator<Object> change) {
        return call -> call.changing(EntityDraft.class, draft -> {
                    Map<String, Object> changed = new HashMap<>();
                    draft.properties()
                            .forEach((key, value) -> Optional.ofNullable(value)
                                    .map(change)
                                    .ifPresent(present -> changed.put(key, present)));
                    return new EntityDraft(draft.id(), draft.labels(), changed);
                })
                .proceed();
    }
}
