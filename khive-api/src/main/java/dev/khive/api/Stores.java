package dev.khive.api;

import dev.khive.api.query.GraphQueries;
import dev.khive.api.store.EntityStore;
import dev.khive.api.store.EventStore;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.HybridSearch;
import dev.khive.api.store.NoteStore;
import dev.khive.api.store.SparseStore;
import dev.khive.api.store.TextSearch;
import dev.khive.api.store.VectorStore;

/**
 * The stores of a scope and the queries over them. A store that the backend does not declare throws
 * UnsupportedCapability when it is asked for.
 */
public interface Stores extends GraphQueries {
    /** Entities. */
    EntityStore entities();

    /** Notes. */
    NoteStore notes();

    /** Edges and the ways through them. */
    GraphStore graph();

    /** The log. */
    EventStore events();

    /** Dense vectors. */
    VectorStore vectors();

    /** Sparse vectors. */
    SparseStore sparse();

    /** Full-text search. */
    TextSearch text();

    /** Several searches fused. */
    HybridSearch hybrid();

    /** What the scope holds; on a handle that reads several namespaces, all of them together, with the greatest version. */
    ScopeStatistics statistics();
}
