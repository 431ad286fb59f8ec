package dev.khive.conformance.memory;

import dev.khive.api.Scope;
import dev.khive.api.Transaction;
import java.util.function.Supplier;

/** The stores of a scope in a transaction. */
final class MemoryTransaction extends MemoryStores implements Transaction {
    private final OpenTransaction open;
    private final Scope scope;

    MemoryTransaction(OpenTransaction open, Scope scope) {
        super(open.in(scope), (most, condition) -> condition.getAsBoolean());
        this.open = open;
        this.scope = scope;
    }

    @Override
    public Scope scope() {
        return scope;
    }

    @Override
    public <T> T savepoint(Supplier<T> work) {
        return open.savepoint(work);
    }
}
