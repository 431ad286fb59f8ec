package dev.khive.api.store;

import dev.khive.api.WriteAck;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Dense vectors of nodes: several fields, each with one model, dimension and metric, and several vectors a record in each.
 * Filters look at the record that a vector belongs to.
 */
public interface VectorStore {
    /**
     * Defines a field; the same definition again changes nothing.
     *
     * @throws dev.khive.api.error.ConflictException when the field is there with another model, dimension or metric
     * @throws dev.khive.api.error.InvalidInputException when the dimension exceeds the bound
     */
    WriteAck define(VectorField field);

    /** The fields of the scope, by namespace and name. */
    List<VectorFieldInfo> fields();

    /**
     * Writes the vectors of a record in a field, in the place of those that were there.
     *
     * @throws dev.khive.api.error.NotFoundException when the field is not defined or the record is not live
     * @throws dev.khive.api.error.InvalidInputException when the model, a dimension or a component is not as the field says
     */
    WriteAck put(VectorDraft draft);

    /** {@link #put} for up to the batch bound of records in one commit. */
    BatchResult putAll(List<VectorDraft> drafts, BatchMode mode);

    /** The vectors of a live record in a field. */
    Optional<VectorRecord> get(UUID subject, String field);

    /** Deletes the vectors of a record in a field. */
    Deletion delete(UUID subject, String field);

    /**
     * Deletes the vectors in a field of every live record that the filter accepts, in one commit.
     *
     * @throws dev.khive.api.error.NotFoundException when the field is not defined
     */
    Deletion deleteWhere(String field, Filter filter);

    /**
     * A page of the records with vectors in a field that the filter accepts, by id.
     *
     * @throws dev.khive.api.error.NotFoundException when the field is not defined
     */
    Page<VectorRecord> listWhere(String field, Filter filter, PageRequest page);

    /**
     * How many live records that the filter accepts have vectors in a field.
     *
     * @throws dev.khive.api.error.NotFoundException when the field is not defined
     */
    long count(String field, Filter filter);

    /**
     * The records nearest to a vector.
     *
     * @throws dev.khive.api.error.NotFoundException when the field is not defined
     * @throws dev.khive.api.error.InvalidInputException when the model, the dimension, a component or k is refused
     */
    SearchResult search(VectorQuery query);

    /** Several searches; each has its own answer, in the order asked, and the first error is thrown. */
    List<SearchResult> searchAll(List<VectorQuery> queries);

    /**
     * Builds every index of a field anew. Backends with exact search alone have nothing to build.
     *
     * @throws dev.khive.api.error.NotFoundException when the field is not defined
     */
    void rebuild(String field);

    /** Deletes vectors whose record is gone for good, and says how many records had them. */
    Deletion sweepOrphans();
}
