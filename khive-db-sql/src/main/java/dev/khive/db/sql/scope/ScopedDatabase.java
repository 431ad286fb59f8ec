package dev.khive.db.sql.scope;

import dev.khive.api.Bounds;
import dev.khive.api.Durability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.TransactionException;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.Micros;
import dev.khive.db.sql.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database seen scope by scope: hands out the accesses that stores work with, and the transactions. Thread-safe. */
public final class ScopedDatabase {
    private static final ErrorContext TRANSACTION = ErrorContext.of("storage", "transaction");

    private final Database database;
    private final Bounds bounds;
    private final Duration timeout;
    private final @Nullable String actor;
    private final Names names = new Names();
    private final ScopeWatch watch = new ScopeWatch();
    private final ThreadLocal<Boolean> writing = ThreadLocal.withInitial(() -> false);

    /**
     * A view of a database.
     *
     * @param timeout how long a call may wait
     * @param actor who the stores' own events say did it, or null
     */
    public ScopedDatabase(Database database, Bounds bounds, Duration timeout, @Nullable String actor) {
        this.database = database;
        this.bounds = bounds;
        this.timeout = timeout;
        this.actor = actor;
    }

    /** The connections. */
    public Database database() {
        return database;
    }

    /** The bounds in force. */
    public Bounds bounds() {
        return bounds;
    }

    /** How long a call may wait. */
    public Duration timeout() {
        return timeout;
    }

    /** Wakes those who wait for a commit. */
    public ScopeWatch watch() {
        return watch;
    }

    /**
     * The access of a handle.
     *
     * @param scope what it reads
     * @param writes whether it writes the one namespace that it reads
     * @param leastVersion what its reads see at least, 0 for whatever is there
     */
    public ScopeAccess access(ReadScope scope, boolean writes, long leastVersion) {
        return new DirectAccess(this, scope, writes, leastVersion);
    }

    /** Runs the work in one transaction; see {@link dev.khive.api.Storage#transaction}. */
    public <T> T transaction(Function<OpenTransaction, T> work) {
        return CallErrors.named(
                TRANSACTION,
                () -> write(session -> {
                    try (OpenTransaction transaction = new OpenTransaction(this, session)) {
                        return work.apply(transaction);
                    }
                }));
    }

    /**
     * Runs a write of this thread.
     *
     * @throws TransactionException when the thread is in a write already, which this one would wait for
     */
    <T> T write(Function<Session, T> work) {
        if (writing.get()) {
            throw new TransactionException(
                    "This thread is in a transaction, and a write past it would wait for it without end: use the handle"
                            + " that the transaction's work was given.");
        }
        return database.write(session -> {
            // The backend may run the work in a thread of its own; that one must not write twice.
            writing.set(true);
            try {
                return work.apply(session);
            } finally {
                writing.remove();
            }
        });
    }

    ReadUnit readUnit(Session session, ReadScope scope, boolean inTransaction) {
        List<ScopeRow> rows = scope.namespaces().stream()
                .map(namespace -> names.scope(session, new Scope(scope.tenant(), namespace), inTransaction))
                .toList();
        return new ReadUnit(session, rows, Micros.now(), names, inTransaction);
    }

    <T> T write(Session session, Scope scope, Durability durability, Function<WriteUnit, T> work) {
        ScopeRow row = names.internScope(session, scope);
        long lastSequence = session.number(
                "SELECT last_sequence FROM scope WHERE scope_id = ?"
                        + session.profile().rowLock(),
                row.id());
        ReadUnit reading = new ReadUnit(session, List.of(row), Micros.now(), names, true);
        WriteUnit unit = new WriteUnit(reading, lastSequence, durability, actor);
        T result = work.apply(unit);
        if (unit.finish()) {
            session.uncommitted().afterCommit(watch::signal);
        }
        return result;
    }
}
