package dev.khive.db.sql;

import dev.khive.api.Backend;
import dev.khive.api.BackendTransaction;
import dev.khive.api.Bounds;
import dev.khive.api.Capability;
import dev.khive.api.Operations;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Transaction;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.store.SqlAccess;
import dev.khive.db.sql.access.SqlDoor;
import dev.khive.db.sql.scope.OpenTransaction;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.search.SearchStores;
import dev.khive.db.sql.stream.StreamDoor;
import dev.khive.db.sql.stream.StreamRunner;
import dev.khive.query.plan.Rewrite;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A backend over the connections of an SQL database. */
public final class SqlBackend implements Backend {
    private static final ErrorContext READING = ErrorContext.of("backend", "reading");
    private static final ErrorContext NAMESPACES = ErrorContext.of("backend", "namespaces");

    private final String name;
    private final Set<Capability> capabilities;
    private final ScopedDatabase database;
    private final Engine engine;
    private final Operations operations;
    private final @Nullable StreamDoor streams;

    /**
     * A backend.
     *
     * @param name the short name of the kind of database, which is also that of its dialect of queries
     * @param capabilities what it declares; what they imply is added
     * @param search everything that searches it, null where it declares none of vectors, sparse vectors, texts and hybrid search
     * @param operations what is particular to this kind of database
     * @param rewrites which rewrites of queries are on
     * @param streams what runs streams, null where nothing does; closed with the backend
     */
    public SqlBackend(
            String name,
            Set<Capability> capabilities,
            ScopedDatabase database,
            @Nullable SearchStores search,
            Operations operations,
            Set<Rewrite> rewrites,
            @Nullable StreamRunner streams) {
        this.name = name;
        this.capabilities = withStreams(capabilities, streams);
        this.database = database;
        this.streams = streams == null ? null : new StreamDoor(streams, database);
        this.engine = new Engine(name, this.capabilities, rewrites, database, search, this.streams);
        this.operations = operations;
    }

    private static Set<Capability> withStreams(Set<Capability> declared, @Nullable StreamRunner streams) {
        Set<Capability> all = EnumSet.copyOf(declared);
        if (streams != null) {
            all.add(Capability.STREAMS);
        }
        return Set.copyOf(Capability.closure(all));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public Bounds bounds() {
        return database.bounds();
    }

    @Override
    public Storage in(Scope scope) {
        return new SqlStorage(engine, new ReadScope(scope.tenant(), List.of(scope.namespace())), true, 0);
    }

    @Override
    public Storage reading(ReadScope scope) {
        List<String> missing = new ArrayList<>(scope.namespaces());
        missing.removeAll(namespaces(READING, scope.tenant()));
        if (!missing.isEmpty()) {
            throw new NotFoundException(
                    "The tenant \"" + scope.tenant() + "\" has no namespace \"" + missing.get(0)
                            + "\"; a namespace begins to exist with its first write.",
                    READING,
                    null);
        }
        return new SqlStorage(engine, scope, false, 0);
    }

    @Override
    public List<String> namespaces(String tenant) {
        return namespaces(NAMESPACES, tenant);
    }

    private List<String> namespaces(ErrorContext call, String tenant) {
        return database.database()
                .read(session -> session.within(call, () -> {
                    session.profile().wall().enterTenant(session, tenant);
                    return session.query("""
                            SELECT namespace
                            FROM scope
                            WHERE tenant = ? AND last_sequence > 0
                            ORDER BY namespace""", List.of(tenant), row -> row.text(1));
                }));
    }

    @Override
    public <T> T transaction(Function<BackendTransaction, T> work) {
        engine.require(Capability.TRANSACTIONS);
        return database.transaction(open -> work.apply(new Everywhere(engine, open)));
    }

    @Override
    public SqlAccess sql() {
        engine.require(Capability.SQL_ACCESS);
        return new SqlDoor(database, engine::streams);
    }

    @Override
    public Operations operations() {
        return operations;
    }

    @Override
    public void close() {
        if (streams != null) {
            streams.close();
        }
        database.database().close();
    }

    /** One transaction over scopes and SQL. */
    private record Everywhere(Engine engine, OpenTransaction open) implements BackendTransaction {
        @Override
        public Transaction in(Scope scope) {
            return new SqlTransaction(engine, scope, open);
        }

        @Override
        public SqlAccess sql() {
            engine.require(Capability.SQL_ACCESS);
            return SqlDoor.in(open);
        }

        @Override
        public <T> T savepoint(Supplier<T> work) {
            engine.require(Capability.SAVEPOINTS);
            return open.savepoint(work);
        }
    }
}
