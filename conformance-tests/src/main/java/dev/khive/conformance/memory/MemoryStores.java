package dev.khive.conformance.memory;

import dev.khive.api.Capability;
import dev.khive.api.ScopeStatistics;
import dev.khive.api.Stores;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.api.query.Explanation;
import dev.khive.api.query.PreparedQuery;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.store.EntityStore;
import dev.khive.api.store.EventStore;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.HybridSearch;
import dev.khive.api.store.NoteStore;
import dev.khive.api.store.SparseStore;
import dev.khive.api.store.TextSearch;
import dev.khive.api.store.VectorStore;
import java.util.Map;

/** The stores of one access, the same inside and outside a transaction. */
class MemoryStores implements Stores {
    private final Access access;
    private final Waiting waiting;

    MemoryStores(Access access, Waiting waiting) {
        this.access = access;
        this.waiting = waiting;
    }

    @Override
    public final EntityStore entities() {
        return Errors.named("entities", EntityStore.class, new MemoryEntities(access));
    }

    @Override
    public final NoteStore notes() {
        return Errors.named("notes", NoteStore.class, new MemoryNotes(access));
    }

    @Override
    public final GraphStore graph() {
        return Errors.named("graph", GraphStore.class, new MemoryGraph(access));
    }

    @Override
    public final EventStore events() {
        return Errors.named("events", EventStore.class, new MemoryEvents(access, waiting));
    }

    @Override
    public final VectorStore vectors() {
        return Errors.named("vectors", VectorStore.class, new MemoryVectors(access));
    }

    @Override
    public final SparseStore sparse() {
        return Errors.named("sparse", SparseStore.class, new MemorySparse(access));
    }

    @Override
    public final TextSearch text() {
        return Errors.named("text", TextSearch.class, new MemoryText(access));
    }

    @Override
    public final HybridSearch hybrid() {
        return Errors.named("hybrid", HybridSearch.class, new MemoryHybrid(access));
    }

    @Override
    public final ScopeStatistics statistics() {
        return access.read(Statistics::of);
    }

    @Override
    public final QueryResult query(String text, Map<String, ?> parameters, QueryOptions options) {
        return new MemoryQueries(access).query(text, parameters, options);
    }

    @Override
    public final PreparedQuery prepare(String text) {
        return new MemoryQueries(access).prepare(text);
    }

    @Override
    public final Explanation explain(String text, Map<String, ?> parameters) {
        return new MemoryQueries(access).explain(text, parameters);
    }

    /** The refusal of something that is not declared. */
    static UnsupportedCapabilityException unsupported(Capability capability, String what) {
        return new UnsupportedCapabilityException(
                capability, "The memory backend does not " + what + "; it does not declare " + capability + ".");
    }
}
