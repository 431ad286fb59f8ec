package dev.khive.conformance.memory;

import dev.khive.api.Durability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Transaction;
import dev.khive.api.WriteAck;
import dev.khive.api.error.InvalidInputException;
import java.util.function.Function;

/** The handle of a scope outside transactions. */
final class MemoryStorage extends MemoryStores implements Storage {
    private final DirectAccess access;

    MemoryStorage(DirectAccess access) {
        super(access, access.database());
        this.access = access;
    }

    @Override
    public ReadScope scope() {
        return access.scope();
    }

    @Override
    public <T> T transaction(Function<Transaction, T> work) {
        if (!access.writes()) {
            throw new InvalidInputException("This handle only reads (" + scope()
                    + "); a transaction needs one of a scope: take it with in(scope).");
        }
        Scope scope = access.single();
        return access.database().transaction(open -> work.apply(new MemoryTransaction(open, scope)));
    }

    @Override
    public WriteAck version() {
        Scope scope = access.single();
        return access.read(view -> new WriteAck(scope, view.single().version(), Durability.MEMORY));
    }

    @Override
    public Storage atLeast(long version) {
        access.single();
        if (version < 0) {
            throw new InvalidInputException("A version is 0 or more, was " + version + ".");
        }
        return new MemoryStorage(new DirectAccess(access.database(), scope(), access.writes(), version));
    }
}
