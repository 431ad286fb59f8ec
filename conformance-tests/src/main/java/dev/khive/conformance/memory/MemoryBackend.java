package dev.khive.conformance.memory;

import dev.khive.api.Backend;
import dev.khive.api.BackendTransaction;
import dev.khive.api.Bounds;
import dev.khive.api.Capability;
import dev.khive.api.Operations;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Transaction;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.store.SqlAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The oracle as a backend: all stores and queries, without SQL. */
final class MemoryBackend implements Backend {
    private static final Set<Capability> DECLARED = Capability.closure(Set.of(
            Capability.ENTITIES,
            Capability.NOTES,
            Capability.GRAPH,
            Capability.EVENTS,
            Capability.VECTORS,
            Capability.SPARSE,
            Capability.TEXT,
            Capability.HYBRID_SEARCH,
            Capability.QUERY_GQL,
            Capability.SAVEPOINTS));

    private final MemoryDatabase database;

    MemoryBackend(MemoryDatabase database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.copyOf(DECLARED);
    }

    @Override
    public Bounds bounds() {
        return database.bounds();
    }

    @Override
    public Storage in(Scope scope) {
        return new MemoryStorage(
                new DirectAccess(database, new ReadScope(scope.tenant(), List.of(scope.namespace())), true, 0));
    }

    @Override
    public Storage reading(ReadScope scope) {
        List<String> missing = new ArrayList<>(scope.namespaces());
        missing.removeAll(namespaces(scope.tenant()));
        if (!missing.isEmpty()) {
            throw new NotFoundException("The tenant \"" + scope.tenant() + "\" has no namespace \"" + missing.get(0)
                    + "\"; a namespace begins to exist with its first write.");
        }
        return new MemoryStorage(new DirectAccess(database, scope, false, 0));
    }

    @Override
    public List<String> namespaces(String tenant) {
        return database.committed().entrySet().stream()
                .filter(entry -> entry.getKey().tenant().equals(tenant)
                        && entry.getValue().version() > 0)
                .map(entry -> entry.getKey().namespace())
                .sorted()
                .toList();
    }

    @Override
    public <T> T transaction(Function<BackendTransaction, T> work) {
        return database.transaction(open -> work.apply(new Everywhere(open)));
    }

    @Override
    public SqlAccess sql() {
        throw MemoryStores.unsupported(Capability.SQL_ACCESS, "speak SQL");
    }

    @Override
    public Operations operations() {
        return new MemoryOperations(database);
    }

    @Override
    public void close() {
        database.close();
    }

    private record Everywhere(OpenTransaction open) implements BackendTransaction {
        @Override
        public Transaction in(Scope scope) {
            return new MemoryTransaction(open, scope);
        }

        @Override
        public SqlAccess sql() {
            throw MemoryStores.unsupported(Capability.SQL_ACCESS, "speak SQL");
        }

        @Override
        public <T> T savepoint(Supplier<T> work) {
            return open.savepoint(work);
        }
    }
}
