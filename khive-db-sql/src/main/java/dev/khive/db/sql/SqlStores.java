package dev.khive.db.sql;

import dev.khive.api.Capability;
import dev.khive.api.ScopeStatistics;
import dev.khive.api.Stores;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.query.Explanation;
import dev.khive.api.query.GraphQueries;
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
import dev.khive.db.sql.graph.SqlGraphWalks;
import dev.khive.db.sql.query.SqlGraphQueries;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.store.SqlEntityStore;
import dev.khive.db.sql.store.SqlEventStore;
import dev.khive.db.sql.store.SqlGraphStore;
import dev.khive.db.sql.store.SqlNoteStore;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stores of one access, the same inside and outside a transaction. */
class SqlStores implements Stores {
    private final Engine engine;
    private final ScopeAccess access;
    private @Nullable SqlGraphQueries queries;

    SqlStores(Engine engine, ScopeAccess access) {
        this.engine = engine;
        this.access = access;
    }

    final Engine engine() {
        return engine;
    }

    final ScopeAccess access() {
        return access;
    }

    @Override
    public EntityStore entities() {
        engine.require(Capability.ENTITIES);
        return new SqlEntityStore(access, engine.listeners());
    }

    @Override
    public NoteStore notes() {
        engine.require(Capability.NOTES);
        return new SqlNoteStore(access, engine.listeners());
    }

    @Override
    public GraphStore graph() {
        engine.require(Capability.GRAPH);
        return new SqlGraphStore(access, new SqlGraphWalks(access));
    }

    @Override
    public EventStore events() {
        engine.require(Capability.EVENTS);
        return new SqlEventStore(access);
    }

    @Override
    public VectorStore vectors() {
        return engine.search(Capability.VECTORS).vectors(access);
    }

    @Override
    public SparseStore sparse() {
        return engine.search(Capability.SPARSE).sparse(access);
    }

    @Override
    public TextSearch text() {
        return engine.search(Capability.TEXT).text(access);
    }

    @Override
    public HybridSearch hybrid() {
        return engine.search(Capability.HYBRID_SEARCH).hybrid(access);
    }

    @Override
    public ScopeStatistics statistics() {
        return access.read(
                ErrorContext.of("storage", "statistics"),
                unit -> new ScopeCounts(unit, engine.declared()).statistics());
    }

    /** Kept from the first on; two threads may make one each, and either serves both. */
    private GraphQueries queries() {
        SqlGraphQueries made = queries;
        if (made == null) {
            made = engine.queries(access);
            queries = made;
        }
        return made;
    }

    @Override
    public QueryResult query(String text, Map<String, ?> parameters, QueryOptions options) {
        return queries().query(text, parameters, options);
    }

    @Override
    public PreparedQuery prepare(String text) {
        return queries().prepare(text);
    }

    @Override
    public Explanation explain(String text, Map<String, ?> parameters) {
        return queries().explain(text, parameters);
    }

    @Override
    public Explanation explainWithDatabasePlan(String text, Map<String, ?> parameters) {
        return queries().explainWithDatabasePlan(text, parameters);
    }
}
