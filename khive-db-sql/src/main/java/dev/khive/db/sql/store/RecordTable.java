package dev.khive.db.sql.store;

import dev.khive.api.Bounds;
import dev.khive.db.sql.scope.WriteUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to the rows of one kind of record when they are written.
 *
 * @param <D> the draft
 * @param <P> the draft, checked and encoded
 */
interface RecordTable<D, P extends PreparedRow> {
    /** What events call these records. */
    String subjectType();

    /** The draft's id. */
    UUID id(D draft);

    /** Checks and encodes a draft; touches no database. */
    P prepare(D draft, Bounds bounds);

    /** The rows under these ids, those of other kinds that share the ids included. */
    Map<UUID, StoredRow> stored(WriteUnit unit, Collection<UUID> ids);

    /** Whether a row under an id is one of these records. */
    boolean owns(StoredRow row);

    /** Begins to write some rows: looks up all that they refer to, once. */
    Writing<P> begin(WriteUnit unit, Collection<P> rows);

    /** Deletes rows softly. */
    void hide(WriteUnit unit, List<StoredRow> rows);

    /** Deletes rows for good. */
    void erase(WriteUnit unit, List<StoredRow> rows);

    /** Makes a softly deleted row live. */
    void restore(WriteUnit unit, StoredRow row);

    /** A row to be written and the one that is there, if there is one. */
    record Change<P>(P row, @Nullable StoredRow before) {}

    /** Rows on their way into the table. */
    interface Writing<P> {
        /**
         * Throws what is wrong with writing a row.
         *
         * @param before the row that is there, or null
         * @param earlier the same record earlier in the batch, or null
         */
        void check(P row, @Nullable StoredRow before, @Nullable P earlier);

        /** Writes rows that were checked, inserts and updates mixed, with their events in order. */
        void write(List<Change<P>> changes);
    }
}
