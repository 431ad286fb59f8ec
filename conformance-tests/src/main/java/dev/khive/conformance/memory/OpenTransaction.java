package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.Durability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.error.TransactionException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** A transaction that runs, for the thread that began it: its own map of scopes, in which a write replaces one of them. */
final class OpenTransaction {
    private final MemoryDatabase database;
    private final Thread owner = Thread.currentThread();
    private Map<Scope, ScopeRows> scopes;
    private volatile boolean open = true;

    OpenTransaction(MemoryDatabase database, Map<Scope, ScopeRows> committed) {
        this.database = database;
        this.scopes = new HashMap<>(committed);
    }

    Map<Scope, ScopeRows> scopes() {
        return scopes;
    }

    void end() {
        open = false;
    }

    void requireOpen() {
        if (!open) {
            throw new TransactionException("The transaction is over; its handles cannot be used any more.");
        }
        if (!Thread.currentThread().equals(owner)) {
            throw new TransactionException("A transaction belongs to the thread that runs its work, " + owner.getName()
                    + ", and was used by " + Thread.currentThread().getName() + ".");
        }
    }

    /** Writes a copy of a scope's rows, which take their place unless the work throws. */
    <T> T write(Scope scope, Durability durability, Function<Write, T> work) {
        requireOpen();
        ScopeRows rows = scopes.getOrDefault(scope, new ScopeRows()).copy();
        T result =
                work.apply(new Write(scope, rows, database.now(), durability, database::nextNumber, database.actor()));
        scopes.put(scope, rows);
        return result;
    }

    /** Puts the scopes of before back when the work throws. */
    <T> T savepoint(Supplier<T> work) {
        requireOpen();
        Map<Scope, ScopeRows> before = new HashMap<>(scopes);
        boolean kept = false;
        try {
            T result = work.get();
            kept = true;
            return result;
        } finally {
            if (!kept) {
                scopes = before;
            }
        }
    }

    /** The access of a scope in this transaction. */
    Access in(Scope scope) {
        requireOpen();
        ReadScope readScope = new ReadScope(scope.tenant(), List.of(scope.namespace()));
        return new Access() {
            @Override
            public ReadScope scope() {
                return readScope;
            }

            @Override
            public Bounds bounds() {
                return database.bounds();
            }

            @Override
            public Duration timeout() {
                return database.timeout();
            }

            @Override
            public Pages pages() {
                return database.pages();
            }

            @Override
            public <T> T read(Function<View, T> work) {
                requireOpen();
                return work.apply(DirectAccess.view(scopes, readScope, database.now()));
            }

            @Override
            public <T> T write(Function<Write, T> work) {
                return OpenTransaction.this.write(scope, Durability.PENDING, work);
            }
        };
    }
}
