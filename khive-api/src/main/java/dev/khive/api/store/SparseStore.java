package dev.khive.api.store;

import dev.khive.api.WriteAck;
import dev.khive.api.filter.Filter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sparse vectors of nodes (term weights such as BM25 or SPLADE), searched by dot product. */
public interface SparseStore {
    /**
     * Writes the vector of a record in a field.
     *
     * @throws dev.khive.api.error.NotFoundException when the record is not live
     * @throws dev.khive.api.error.InvalidInputException when the model is not the field's
     */
    WriteAck put(SparseDraft draft);

    /** {@link #put} for up to the batch bound of records in one commit. */
    BatchResult putAll(List<SparseDraft> drafts, BatchMode mode);

    /** The vector of a live record in a field. */
    Optional<SparseVector> get(UUID subject, String field);

    /** Deletes the vector of a record in a field. */
    Deletion delete(UUID subject, String field);

    /**
     * How many live records that the filter accepts have a vector in a field.
     *
     * @throws dev.khive.api.error.NotFoundException when the field is not there
     */
    long count(String field, Filter filter);

    /**
     * The records with the greatest dot product; a record that shares no index with the query is no hit.
     *
     * @throws dev.khive.api.error.NotFoundException when the field is not there
     */
    SearchResult search(SparseQuery query);

    /** Deletes vectors whose record is gone for good, and says how many records had them. */
    Deletion sweepOrphans();
}
