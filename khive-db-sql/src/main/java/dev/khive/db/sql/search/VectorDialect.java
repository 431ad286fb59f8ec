package dev.khive.db.sql.search;

import dev.khive.api.store.SearchResult;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.WriteUnit;
import org.jooq.Condition;

/** How one kind of database finds the vectors that are nearest to another. */
public interface VectorDialect {
    /** Reads every vector that the filter leaves and scores it here. */
    VectorDialect SCAN = VectorSearch::scan;

    /**
     * Where to look.
     *
     * @param field the definition that the fields of all namespaces share
     * @param fieldIds their rows
     * @param wanted the condition on the node {@code n} that a vector belongs to: live, in scope and accepted by the filter
     */
    @SuppressWarnings("ArrayRecordComponent") // Made for one search and never compared.
    record Target(VectorField field, long[] fieldIds, Condition wanted) {}

    /** The nearest records of a query that was checked. */
    SearchResult search(ReadUnit unit, Target target, VectorQuery query);

    /** Makes what a new field needs beside its row. */
    default void prepare(WriteUnit unit, long fieldId, VectorField field) {}

    /** Builds the indexes of a field anew. */
    default void rebuild(WriteUnit unit, long fieldId, VectorField field) {}
}
