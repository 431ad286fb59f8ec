package dev.khive.db.sql;

import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Transaction;
import dev.khive.db.sql.scope.OpenTransaction;
import java.util.function.Supplier;

/** The handle of a scope inside a transaction. */
final class SqlTransaction extends SqlStores implements Transaction {
    private final Scope scope;
    private final OpenTransaction open;

    SqlTransaction(Engine engine, Scope scope, OpenTransaction open) {
        super(engine, open.in(scope));
        this.scope = scope;
        this.open = open;
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public <T> T savepoint(Supplier<T> work) {
        engine().require(Capability.SAVEPOINTS);
        return open.savepoint(work);
    }
}
