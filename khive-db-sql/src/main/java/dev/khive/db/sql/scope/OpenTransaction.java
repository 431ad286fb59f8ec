package dev.khive.db.sql.scope;

import dev.khive.api.Bounds;
import dev.khive.api.Durability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.TransactionException;
import dev.khive.db.sql.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A transaction that runs: for the thread that began it, until its work returns. */
public final class OpenTransaction implements AutoCloseable {
    private final ScopedDatabase source;
    private final Session session;
    private final Thread owner = Thread.currentThread();
    private volatile boolean open = true;

    OpenTransaction(ScopedDatabase source, Session session) {
        this.source = source;
        this.session = session;
    }

    /** The access of a scope's stores in this transaction. */
    public ScopeAccess in(Scope scope) {
        requireOpen();
        return new Access(scope);
    }

    /** The session, for the thread of the transaction alone and while it runs. */
    public Session session() {
        requireOpen();
        return session;
    }

    /** See {@link dev.khive.api.Transaction#savepoint}. */
    public <T> T savepoint(Supplier<T> work) {
        requireOpen();
        return session.savepoint(work);
    }

    @Override
    public void close() {
        open = false;
    }

    private void requireOpen() {
        if (!open) {
            throw new TransactionException("The transaction is over; its handles cannot be used any more.");
        }
        if (!Thread.currentThread().equals(owner)) {
            throw new TransactionException("A transaction belongs to the thread that runs its work, " + owner.getName()
                    + ", and was used by " + Thread.currentThread().getName() + ".");
        }
    }

    private final class Access implements ScopeAccess {
        private final Scope scope;
        private final ReadScope readScope;

        Access(Scope scope) {
            this.scope = scope;
            this.readScope = new ReadScope(scope.tenant(), List.of(scope.namespace()));
        }

        @Override
        public ReadScope scope() {
            return readScope;
        }

        @Override
        public Bounds bounds() {
            return source.bounds();
        }

        @Override
        public <T> T check(ErrorContext call, Supplier<T> work) {
            return CallErrors.named(call, work);
        }

        @Override
        public <T> T read(ErrorContext call, Function<ReadUnit, T> work) {
            return CallErrors.named(call, () -> {
                requireOpen();
                return session.within(call, () -> session.recoverable(() -> work.apply(unit())));
            });
        }

        @Override
        public void readUntil(ErrorContext call, Duration most, Predicate<ReadUnit> work) {
            read(call, work::test);
        }

        @Override
        public ReadLease lease(ErrorContext call) {
            return CallErrors.named(call, () -> {
                requireOpen();
                return new OwnUnit(this, call);
            });
        }

        /** Each write is a savepoint, so that one that throws has written nothing even where its error is caught. */
        @Override
        public <T> T write(ErrorContext call, Function<WriteUnit, T> work) {
            return CallErrors.named(call, () -> {
                requireOpen();
                return session.within(
                        call, () -> session.savepoint(() -> source.write(session, scope, Durability.PENDING, work)));
            });
        }

        private ReadUnit unit() {
            return source.readUnit(session, readScope, true);
        }
    }

    private record OwnUnit(ScopeAccess access, ErrorContext context) implements ScopeAccess.ReadLease {
        @Override
        public boolean eager() {
            return true;
        }

        @Override
        public <T> T call(Function<ReadUnit, T> work) {
            return access.read(
                    context,
                    unit -> unit.session()
                            .interruptible(Thread.currentThread()::isInterrupted, () -> work.apply(unit)));
        }

        /** The session ends with its transaction. */
        @Override
        public void abort() {}

        @Override
        public void close() {}
    }
}
