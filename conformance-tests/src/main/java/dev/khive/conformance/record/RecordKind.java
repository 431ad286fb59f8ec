package dev.khive.conformance.record;

import dev.khive.api.Storage;
import dev.khive.api.Stores;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Note;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.RecordStore;
import dev.khive.api.store.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of the three kinds of records, so that a suite can be written once for all of them.
 *
 * @param <R> the record as stored
 * @param <D> the record as written
 */
public abstract sealed class RecordKind<R extends StoredRecord, D> {

    /** Entities. */
    public static final RecordKind<Entity, EntityDraft> ENTITY = new Entities();

    /** Notes. */
    public static final RecordKind<Note, NoteDraft> NOTE = new Notes();

    /** Edges, all between the same two nodes. */
    public static final RecordKind<Edge, EdgeDraft> EDGE = new Edges();

    /** The node that the edges of {@link #EDGE} leave. */
    public static final UUID SOURCE = RecordIds.ofName("source");

    /** The node that the edges of {@link #EDGE} arrive at. */
    public static final UUID TARGET = RecordIds.ofName("target");

    /** What the store's own events call such a record. */
    public abstract String subjectType();

    /** The own fields that filters of the store know. */
    public abstract Set<RecordField> fields();

    /** The store. */
    public abstract RecordStore<R, D> store(Stores stores);

    /** Writes what must be there before such a record can be. */
    public void prepare(Storage storage) {}

    /** A record of the kind {@code Thing} with an id and properties. */
    public final D draft(UUID id, Map<String, ? extends @Nullable Object> properties) {
        return draft(id, "Thing", properties);
    }

    /** A record with a kind (first label, kind, relation) of its own. */
    public abstract D draft(UUID id, String kind, Map<String, ? extends @Nullable Object> properties);

    /** A draft of a stored record. */
    public abstract D draftOf(R stored);

    /** A stored record's kind. */
    public abstract String kindOf(R stored);

    /** The singular word for it. */
    @Override
    public String toString() {
        return subjectType();
    }

    private static final class Entities extends RecordKind<Entity, EntityDraft> {
        @Override
        public String subjectType() {
            return "entity";
        }

        @Override
        public Set<RecordField> fields() {
            return Set.of(
                    RecordField.ID,
                    RecordField.LABEL,
                    RecordField.KIND,
                    RecordField.CREATED_AT,
                    RecordField.UPDATED_AT,
                    RecordField.REVISION);
        }

        @Override
        public RecordStore<Entity, EntityDraft> store(Stores stores) {
            return stores.entities();
        }

        @Override
        public EntityDraft draft(UUID id, String kind, Map<String, ? extends @Nullable Object> properties) {
            return new EntityDraft(id, List.of(kind), properties);
        }

        @Override
        public EntityDraft draftOf(Entity stored) {
            return stored.toDraft();
        }

        @Override
        public String kindOf(Entity stored) {
            return stored.kind().orElseThrow();
        }
    }

    private static final class Notes extends RecordKind<Note, NoteDraft> {
        @Override
        public String subjectType() {
            return "note";
        }

        @Override
        public Set<RecordField> fields() {
            return Set.of(
                    RecordField.ID,
                    RecordField.LABEL,
                    RecordField.KIND,
                    RecordField.CREATED_AT,
                    RecordField.UPDATED_AT,
                    RecordField.REVISION,
                    RecordField.CONTENT,
                    RecordField.SALIENCE,
                    RecordField.EXPIRES_AT);
        }

        @Override
        public RecordStore<Note, NoteDraft> store(Stores stores) {
            return stores.notes();
        }

        @Override
        public NoteDraft draft(UUID id, String kind, Map<String, ? extends @Nullable Object> properties) {
            return new NoteDraft(id, kind, "content of a note", null, null, properties);
        }

        @Override
        public NoteDraft draftOf(Note stored) {
            return stored.toDraft();
        }

        @Override
        public String kindOf(Note stored) {
            return stored.kind();
        }
    }

    private static final class Edges extends RecordKind<Edge, EdgeDraft> {
        @Override
        public String subjectType() {
            return "edge";
        }

        @Override
        public Set<RecordField> fields() {
            return Set.of(
                    RecordField.ID,
                    RecordField.KIND,
                    RecordField.SOURCE,
                    RecordField.TARGET,
                    RecordField.WEIGHT,
                    RecordField.VALID_FROM,
                    RecordField.VALID_TO,
                    RecordField.CREATED_AT,
                    RecordField.UPDATED_AT,
                    RecordField.REVISION);
        }

        @Override
        public RecordStore<Edge, EdgeDraft> store(Stores stores) {
            return stores.graph();
        }

        @Override
        public void prepare(Storage storage) {
            storage.entities().upsert(new EntityDraft(SOURCE, List.of("End"), Map.of()));
            storage.entities().upsert(new EntityDraft(TARGET, List.of("End"), Map.of()));
        }

        @Override
        public EdgeDraft draft(UUID id, String kind, Map<String, ? extends @Nullable Object> properties) {
            return new EdgeDraft(id, SOURCE, kind, TARGET, 1, null, null, properties);
        }

        @Override
        public EdgeDraft draftOf(Edge stored) {
            return stored.toDraft();
        }

        @Override
        public String kindOf(Edge stored) {
            return stored.relation();
        }
    }
}
