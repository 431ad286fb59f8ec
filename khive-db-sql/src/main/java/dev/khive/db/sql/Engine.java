package dev.khive.db.sql;

import dev.khive.api.Capability;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.db.sql.query.AnswerLengths;
import dev.khive.db.sql.query.SqlGraphQueries;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.search.SearchStores;
import dev.khive.db.sql.store.NodeListener;
import dev.khive.db.sql.stream.StreamDoor;
import dev.khive.query.QueryCompiler;
import dev.khive.query.plan.Rewrite;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the handles of an open database share. Thread-safe. */
final class Engine {
    private final String dialect;
    private final Set<Capability> declared;
    private final Set<Rewrite> rewrites;
    private final ScopedDatabase database;
    private final @Nullable SearchStores search;
    private final List<NodeListener> listeners;
    private final @Nullable StreamDoor streams;
    private final AnswerLengths lengths = new AnswerLengths();
    private @Nullable QueryCompiler compiler;

    /**
     * The engine of a database.
     *
     * @param dialect the name under which the compiler of its queries is found
     * @param declared what the backend declares; it answers nothing else
     * @param rewrites which of its rewrites are on
     * @param streams null where nothing streams
     */
    Engine(
            String dialect,
            Set<Capability> declared,
            Set<Rewrite> rewrites,
            ScopedDatabase database,
            @Nullable SearchStores search,
            @Nullable StreamDoor streams) {
        this.dialect = dialect;
        this.declared = declared;
        this.rewrites = Set.copyOf(rewrites);
        this.database = database;
        this.search = search;
        this.listeners = search == null ? List.of() : List.of(search.listener());
        this.streams = streams;
    }

    /** The database, scope by scope. */
    ScopedDatabase database() {
        return database;
    }

    /** What the backend declares. */
    Set<Capability> declared() {
        return declared;
    }

    /** Refuses by its name what the backend does not declare. */
    void require(Capability capability) {
        if (!declared.contains(capability)) {
            throw new UnsupportedCapabilityException(
                    capability, "The backend " + dialect + " does not declare " + capability + ".");
        }
    }

    /** Everything that searches it in a way that the backend declares. */
    SearchStores search(Capability way) {
        require(way);
        return Objects.requireNonNull(search, "a backend that declares " + way + " has what searches");
    }

    /** What follows the writes of nodes. */
    List<NodeListener> listeners() {
        return listeners;
    }

    /** Everything that is streamed. */
    StreamDoor streams() {
        if (streams == null) {
            throw new UnsupportedCapabilityException(
                    Capability.STREAMS,
                    "The backend " + dialect + " does not stream without a module for it on the class path (PostgreSQL:"
                            + " khive-r2dbc-postgres); read with query(…) and events().follow(…) instead.");
        }
        return streams;
    }

    /** The queries of a handle. */
    SqlGraphQueries queries(ScopeAccess access) {
        if (!declared.contains(Capability.QUERY_GQL)) {
            throw new UnsupportedCapabilityException(
                    Capability.QUERY_GQL,
                    "The backend " + dialect + " does not declare QUERY_GQL; read the graph through its stores.");
        }
        return new SqlGraphQueries(access, compiler(), lengths, database.timeout());
    }

    /** Made with the first query: a process that asks none is spared the loading of its classes. */
    private synchronized QueryCompiler compiler() {
        if (compiler == null) {
            compiler = QueryCompiler.forDialect(dialect, rewrites);
        }
        return compiler;
    }
}
