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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database seen scope by scope: hands out the accesses that stores work with, and the transactions. Thread-safe. */
public final class ScopedDatabase {
    private static final ErrorContext TRANSACTION = ErrorContext.of("storage", "transaction");

    /** What is told can be lost with a connection, so that a look now and then is needed all the same. */
    private static final Duration WHEN_TOLD = Duration.ofSeconds(1);

    private static final Duration WHEN_NOT_TOLD = Duration.ofMillis(20);

    /** Whether the database tells of commits. */
    private enum Listening {
        NOT_ASKED,
        NO,
        YES
    }

    private final Database database;
    private final Bounds bounds;
    private final Duration timeout;
    private final @Nullable String actor;
    private final Names names = new Names();
    private final KnownFacts facts = new KnownFacts();
    private final ScopeWatch watch = new ScopeWatch();
    private final AtomicReference<Listening> listening = new AtomicReference<>(Listening.NOT_ASKED);
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

    /** What is known of the scopes' graphs. */
    public KnownFacts facts() {
        return facts;
    }

    /** How long one who waits for a commit may sleep before looking again. */
    Duration sleep() {
        if (listening.compareAndSet(Listening.NOT_ASKED, Listening.NO) && database.listen(watch::signal)) {
            listening.set(Listening.YES);
        }
        return listening.get() == Listening.YES ? WHEN_TOLD : WHEN_NOT_TOLD;
    }

    /** Waits until something was committed since {@code seen}, or until it is time to look again in any case. */
    public void awaitCommit(long seen) throws InterruptedException {
        watch.await(seen, sleep());
    }

    /** A read of the operator, who sees everything, that goes on until the lease is closed. */
    public ScopeAccess.ReadLease leasePastScopes(ErrorContext call) {
        return CallErrors.named(call, () -> new OperatorLease(this, database.lease(), names, facts, call));
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

    /** The rows of the scopes of a handle, which never change; empty where one of them was never seen. */
    List<ScopeRow> known(ReadScope scope) {
        List<ScopeRow> rows = new ArrayList<>();
        for (String namespace : scope.namespaces()) {
            names.known(new Scope(scope.tenant(), namespace)).ifPresent(rows::add);
        }
        return rows.size() < scope.namespaces().size() ? List.of() : List.copyOf(rows);
    }

    ReadUnit readUnit(Session session, ReadScope scope, boolean inTransaction) {
        session.profile().wall().enter(session, scope, inTransaction);
        if (inTransaction && !session.profile().rowLock().isEmpty()) {
            lock(session, new Scope(scope.tenant(), scope.namespaces().get(0)));
        }
        List<ScopeRow> rows = scope.namespaces().stream()
                .map(namespace -> names.scope(session, new Scope(scope.tenant(), namespace), inTransaction))
                .toList();
        return new ReadUnit(session, rows, Micros.now(), names, facts, inTransaction);
    }

    <T> T write(Session session, Scope scope, Durability durability, Function<WriteUnit, T> work) {
        ScopeRow row = intern(session, scope);
        long lastSequence = lastSequence(session, row);
        ReadUnit reading = new ReadUnit(session, List.of(row), Micros.now(), names, facts, true);
        WriteUnit unit = new WriteUnit(reading, lastSequence, durability, actor);
        T result = work.apply(unit);
        if (unit.finish()) {
            database.announce(session);
            session.uncommitted().afterCommit(watch::signal);
        }
        return result;
    }

    /** What a transaction reads must not change before it writes, so its first read takes the lock that a write would take. */
    private void lock(Session session, Scope scope) {
        Locked locked = new Locked(scope);
        if (session.uncommitted().get(locked) == null) {
            lastSequence(session, intern(session, scope));
            session.uncommitted().keep(locked, true, () -> {});
        }
    }

    private ScopeRow intern(Session session, Scope scope) {
        ReadScope entered = new ReadScope(scope.tenant(), List.of(scope.namespace()));
        session.profile().wall().enter(session, entered, true);
        ScopeRow row = names.internScope(session, scope);
        session.profile().wall().enter(session, entered, true);
        return row;
    }

    private static long lastSequence(Session session, ScopeRow row) {
        return session.number(
                "SELECT last_sequence FROM scope WHERE scope_id = ?"
                        + session.profile().rowLock(),
                row.id());
    }

    /** The fact that a transaction has the lock of a scope. */
    private record Locked(Scope scope) {}
}
