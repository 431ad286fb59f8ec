package dev.khive.conformance.scope;

import dev.khive.api.Stores;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The same records in every scope, by id, name, vector and text; and some that the twin has alone. */
final class TwinRecords {

    static final UUID HERON = RecordIds.ofName("twin heron");
    static final UUID STORK = RecordIds.ofName("twin stork");
    static final UUID DELETED = RecordIds.ofName("twin deleted");
    static final UUID NOTE = RecordIds.ofName("twin note");
    static final UUID EXPIRED = RecordIds.ofName("twin expired");
    static final UUID DELETED_NOTE = RecordIds.ofName("twin deleted note");
    static final UUID EDGE = RecordIds.ofName("twin edge");
    static final UUID DELETED_EDGE = RecordIds.ofName("twin deleted edge");

    /** An entity, a note and an edge that the twin alone has, and an id that nobody has. */
    static final UUID THEIR_ENTITY = RecordIds.ofName("their entity");

    static final UUID THEIR_NOTE = RecordIds.ofName("their note");
    static final UUID THEIR_EDGE = RecordIds.ofName("their edge");
    static final UUID NOBODY = RecordIds.ofName("nobody");

    static final VectorField FIELD = new VectorField("meaning", "model-1", 2, Metric.COSINE);
    static final VectorField THEIR_FIELD = new VectorField("theirs", "secret-model", 3, Metric.L2);
    static final float[] VECTOR = {1, 0};
    static final SparseVector SPARSE = new SparseVector(new int[] {1, 2}, new float[] {1, 2});
    static final String SECRET = "secret";

    private TwinRecords() {}

    /** What both have. */
    static void writeMine(Stores storage) {
        writeShared(storage, "mine");
    }

    /** What both have with other properties, and more, so that whatever leaks shows. */
    static void writeTheirs(Stores storage) {
        writeShared(storage, SECRET);
        storage.entities().upsert(entity(THEIR_ENTITY, SECRET));
        storage.notes().upsert(new NoteDraft(THEIR_NOTE, "fact", "heron " + SECRET, 0.9, null, Map.of()));
        storage.graph().upsert(edge(THEIR_EDGE, HERON, THEIR_ENTITY, SECRET));
        storage.graph().upsert(EdgeDraft.of(HERON, "SECRET_RELATION", THEIR_ENTITY));
        storage.graph().upsert(EdgeDraft.of(THEIR_ENTITY, "KNOWS", STORK));
        storage.vectors().define(THEIR_FIELD);
        storage.vectors().put(VectorDraft.of(THEIR_ENTITY, THEIR_FIELD, new float[] {1, 2, 3}));
        storage.vectors().put(VectorDraft.of(THEIR_ENTITY, FIELD, VECTOR));
        storage.sparse().put(new SparseDraft(THEIR_ENTITY, "terms", "model-1", SPARSE));
        storage.sparse().put(new SparseDraft(THEIR_ENTITY, "theirs", "secret-model", SPARSE));
        storage.text().put(new TextDocument(THEIR_ENTITY, "words", "", "heron heron stork " + SECRET));
        storage.events().append(new EventDraft("seen", SECRET, THEIR_ENTITY, SECRET, Map.of(), "their-key"));
    }

    private static void writeShared(Stores storage, String owner) {
        List.of(HERON, STORK, DELETED).forEach(id -> storage.entities().upsert(entity(id, owner)));
        for (UUID id : List.of(NOTE, DELETED_NOTE)) {
            storage.notes().upsert(new NoteDraft(id, "fact", "the heron wades", null, null, Map.of("owner", owner)));
        }
        storage.notes().upsert(new NoteDraft(EXPIRED, "fact", "gone", null, Instant.EPOCH, Map.of("owner", owner)));
        storage.graph().upsert(edge(EDGE, HERON, STORK, owner));
        storage.graph().upsert(edge(DELETED_EDGE, STORK, HERON, owner));
        storage.vectors().define(FIELD);
        for (UUID id : List.of(HERON, STORK)) {
            storage.vectors().put(VectorDraft.of(id, FIELD, new float[] {1, id.equals(HERON) ? 0 : 1}));
            storage.sparse().put(new SparseDraft(id, "terms", "model-1", SPARSE));
            storage.text().put(new TextDocument(id, "words", "", "grey heron and " + owner));
        }
        storage.events().append(new EventDraft("seen", "bird", HERON, owner, Map.of("owner", owner), "key"));
        storage.entities().delete(DELETED, DeleteMode.SOFT);
        storage.notes().delete(DELETED_NOTE, DeleteMode.SOFT);
        storage.graph().delete(DELETED_EDGE, DeleteMode.SOFT);
    }

    static EntityDraft entity(UUID id, String owner) {
        return new EntityDraft(id, List.of("Bird"), Map.of("name", "heron", "owner", owner));
    }

    static EdgeDraft edge(UUID id, UUID source, UUID target, String owner) {
        return new EdgeDraft(id, source, "KNOWS", target, 1, null, null, Map.of("owner", owner));
    }

    /** Everything that a scope shows, times and revisions included. */
    static List<Object> everythingIn(Stores stores) {
        List<Object> all = new ArrayList<>();
        all.add(stores.statistics());
        for (var store : List.of(stores.entities(), stores.notes(), stores.graph())) {
            all.add(store.list(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST));
            all.add(store.listDeleted(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST));
        }
        all.add(stores.notes().getIncludingDeleted(EXPIRED));
        all.add(stores.events().follow(0, 1_000, Duration.ZERO));
        all.add(stores.vectors().fields());
        all.add(stores.vectors().search(VectorQuery.of(FIELD, VECTOR, 10)));
        all.add(stores.sparse().search(new SparseQuery("terms", "model-1", SPARSE, 10, Filter.ALL)));
        all.add(stores.text().search(TextQuery.of("heron", 10)));
        for (UUID id : List.of(HERON, STORK, THEIR_ENTITY)) {
            all.add(stores.vectors().get(id, FIELD.name()).map(Shown::of));
            all.add(stores.sparse().get(id, "terms"));
            all.add(stores.text().get(id, "words"));
        }
        return all;
    }
}
