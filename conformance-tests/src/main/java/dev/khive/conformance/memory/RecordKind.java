package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.StoredRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What tells entities, notes and edges apart.
 *
 * @param <R> the record as stored
 * @param <D> the record as written
 */
interface RecordKind<R extends StoredRecord, D> {
    /**
     * What the store adds to a draft.
     *
     * @param deletedAt null while the record lives
     */
    record Stamp(
            String namespace,
            long revision,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant deletedAt) {}

    /** What a draft has before it is stored. */
    Stamp UNSTORED = new Stamp("", 0, Instant.EPOCH, Instant.EPOCH, null);

    /** The class of the records. */
    Class<R> type();

    /** How events name the records. */
    String subjectType();

    /** The own fields. */
    Set<RecordField> fields();

    /** The id of a draft. */
    UUID id(D draft);

    /** The draft as a record that is not stored yet, once it has passed the checks that need no database. */
    R prepared(D draft, Bounds bounds);

    /** The same record with another stamp. */
    R stamped(R record, Stamp stamp);

    /** Where the records are, perhaps with others that share their ids. */
    Map<UUID, Row> table(ScopeRows rows);
}
