package dev.khive.api.store;

import dev.khive.api.WriteAck;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the stores of entities, notes and edges have in common. Every write appends one event per changed record in the
 * same commit. Reads return live records alone (neither softly deleted nor expired), unless their name says otherwise.
 *
 * @param <R> the record as stored
 * @param <D> the record as written
 */
public sealed interface RecordStore<R extends StoredRecord, D> permits EntityStore, NoteStore, GraphStore {
    /**
     * Writes the record whether or not it was there; a softly deleted one lives again. {@code createdAt} of an existing
     * record is kept.
     *
     * @throws dev.khive.api.error.InvalidInputException when a bound is exceeded or a value cannot be stored
     * @throws dev.khive.api.error.NotFoundException when an end of an edge is not there
     * @throws dev.khive.api.error.ConflictException when the id belongs to a record of another kind (an entity's to a
     *     note), or an edge's ends would change
     */
    WriteAck upsert(D draft);

    /**
     * {@link #upsert} for up to the configured number of records, in one commit. A batch may name a record twice; the
     * later one wins.
     */
    BatchResult upsertAll(List<D> drafts, BatchMode mode);

    /**
     * Writes the record only when it was not there.
     *
     * @throws dev.khive.api.error.AlreadyExistsException when a record with this id is there, deleted or not
     */
    WriteAck insert(D draft);

    /** Writes the record only when no record with its id is there, deleted or not; never changes one. */
    Insertion insertIfAbsent(D draft);

    /**
     * Compare and swap: writes the record only when the stored one still has the revision that was read.
     *
     * @throws dev.khive.api.error.NotFoundException when there is no live record with this id
     * @throws dev.khive.api.error.ConflictException when its revision is another one
     */
    WriteAck replace(D draft, long expectedRevision);

    /** The live record with this id. */
    Optional<R> get(UUID id);

    /** The record with this id, softly deleted and expired ones included. */
    Optional<R> getIncludingDeleted(UUID id);

    /** The live records among these ids, as many as the batch bound allows; an id that is not there has no entry. */
    Map<UUID, R> getAll(Collection<UUID> ids);

    /** Deletes one record. Deleting what is not there is no error: {@code existed} is 0. */
    Deletion delete(UUID id, DeleteMode mode);

    /** Deletes up to the configured number of records in one commit. */
    Deletion deleteAll(Collection<UUID> ids, DeleteMode mode);

    /**
     * Brings a softly deleted record back, with the edges that were deleted together with it.
     *
     * @throws dev.khive.api.error.NotFoundException when there is no softly deleted record with this id, or an end of
     *     the edge is not live
     */
    WriteAck restore(UUID id);

    /** A page of the live records that the filter accepts. */
    Page<R> list(Filter filter, Order order, PageRequest page);

    /** A page of the softly deleted records that the filter accepts. */
    Page<R> listDeleted(Filter filter, Order order, PageRequest page);

    /** How many live records the filter accepts, exactly. */
    long count(Filter filter);
}
