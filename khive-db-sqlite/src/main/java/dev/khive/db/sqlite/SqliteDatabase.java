package dev.khive.db.sqlite;

import dev.khive.api.Durability;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.TransactionException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.session.SqlProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.sqlite.SQLiteErrorCode;

/** One connection that writes and a pool of connections that read, opened when they are first needed. */
final class SqliteDatabase implements Database {
    private static final Duration AFTER_CANCEL = Duration.ofSeconds(5);

    private final SqliteConnections connections;
    private final SqlProfile profile;
    private final Gate gate;
    private final Queue<Session> idleReaders = new ConcurrentLinkedQueue<>();
    private final Set<Session> open = ConcurrentHashMap.newKeySet();
    private final Set<SnapshotLease> leases = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ThreadLocal<Boolean> writingHere = ThreadLocal.withInitial(() -> false);
    private Session writer;

    private SqliteDatabase(SqliteConnections connections, SqlProfile profile, Session writer) {
        this.connections = connections;
        this.profile = profile;
        this.writer = writer;
        this.open.add(writer);
        this.gate = new Gate(connections.address(), connections.options(), connections.inMemory());
    }

    /**
     * Opens a database, making or migrating it as the options allow.
     *
     * @throws UnavailableException when that is not possible, with the reason
     */
    static SqliteDatabase open(SqliteConnections connections) {
        SqlProfile profile = connections.profile();
        return PlatformThreads.call(() -> {
            connections.requirePlace();
            Connection connection = connections.writer();
            try {
                new SqliteSchema(connections).prepare(connection);
            } catch (RuntimeException failure) {
                try {
                    connection.close();
                } catch (SQLException secondary) {
                    failure.addSuppressed(secondary);
                }
                throw failure;
            }
            return new SqliteDatabase(connections, profile, connections.session(connection));
        });
    }

    @Override
    public SqlProfile profile() {
        return profile;
    }

    @Override
    public Durability durability() {
        if (connections.inMemory()) {
            return Durability.MEMORY;
        }
        return switch (connections.options().synchronous()) {
            case FULL -> Durability.STABLE;
            case NORMAL -> Durability.PROCESS;
        };
    }

    @Override
    public boolean leaseHoldsWritersBack() {
        return connections.inMemory();
    }

    /** How many connections read at this moment, leases included. */
    int readersInUse() {
        return gate.readersInside();
    }

    @Override
    public <T> T read(Function<Session, T> work) {
        Duration limit = connections.options().timeout();
        return withReader(session -> session.withTimeout(limit, () -> session.transaction("BEGIN", work)));
    }

    /** {@link #read} for work that may take as long as it needs. */
    <T> T readUnlimited(Function<Session, T> work) {
        return withReader(session -> session.transaction("BEGIN", work));
    }

    @Override
    public <T> T readByOneStatement(Function<Session, T> work) {
        Thread caller = Thread.currentThread();
        return withReader(session ->
                session.interruptible(() -> PlatformThreads.isInterrupted(caller), () -> work.apply(session)));
    }

    /** Runs the work on a connection that reads, with no transaction around it. */
    private <T> T withReader(Function<Session, T> work) {
        enterReading();
        try {
            return PlatformThreads.call(() -> {
                Session session = takeReader();
                try {
                    T result = work.apply(session);
                    idleReaders.add(session);
                    return result;
                } catch (UnavailableException failure) {
                    keepIfSound(session);
                    throw asWriteInReading(failure);
                } catch (Throwable failure) {
                    keepIfSound(session);
                    throw failure;
                }
            });
        } finally {
            gate.leaveReading();
        }
    }

    private static KhiveException asWriteInReading(UnavailableException failure) {
        return failure.vendorCode()
                        .filter(code -> code == SQLiteErrorCode.SQLITE_READONLY.code)
                        .isPresent()
                ? new InvalidInputException(
                        "The statement writes, and it was given to a connection that only reads.",
                        failure.context(),
                        failure)
                : failure;
    }

    private void enterReading() {
        requireOpen();
        if (connections.inMemory() && writingHere.get()) {
            throw new TransactionException("A read past the transaction of the same thread would wait for itself in a"
                    + " database in memory; use the handle that the transaction was given.");
        }
        gate.enterReading();
        if (closed.get()) {
            gate.leaveReading();
            throw closedError();
        }
    }

    private Session takeReader() {
        Session session = idleReaders.poll();
        return session == null ? opened(connections.reader()) : session;
    }

    private Session opened(Connection connection) {
        Session session = connections.session(connection);
        open.add(session);
        return session;
    }

    private void discard(Session session) {
        open.remove(session);
        session.close();
    }

    private void keepIfSound(Session session) {
        if (!closed.get() && sound(session)) {
            idleReaders.add(session);
        } else {
            discard(session);
        }
    }

    @Override
    public Lease lease() {
        enterReading();
        try {
            return PlatformThreads.call(() -> {
                Session session = takeReader();
                SnapshotLease lease = new SnapshotLease(session, this::endLease);
                leases.add(lease);
                return lease;
            });
        } catch (Throwable failure) {
            gate.leaveReading();
            throw failure;
        }
    }

    private void endLease(SnapshotLease lease, Session session, boolean sound) {
        leases.remove(lease);
        try {
            if (sound && !closed.get()) {
                idleReaders.add(session);
            } else {
                keepIfSound(session);
            }
        } finally {
            gate.leaveReading();
        }
    }

    @Override
    public <T> T write(Function<Session, T> work) {
        return withWriter(session -> session.transaction("BEGIN IMMEDIATE", work));
    }

    /** Runs the work on the connection that writes, with no transaction around it: for what SQLite refuses inside one. */
    <T> T withWriter(Function<Session, T> work) {
        requireOpen();
        if (writingHere.get()) {
            throw new TransactionException("A write past the transaction of the same thread would wait for itself; use"
                    + " the handle that the transaction was given.");
        }
        gate.enterWriting();
        try {
            requireOpen();
            return PlatformThreads.call(() -> {
                writingHere.set(true);
                try {
                    return work.apply(writer);
                } catch (Throwable failure) {
                    replaceUnsoundWriter();
                    throw failure;
                } finally {
                    writingHere.remove();
                }
            });
        } finally {
            gate.leaveWriting();
        }
    }

    /** The new connection is opened before the old one is closed: a database in memory lives as long as it has one. */
    private void replaceUnsoundWriter() {
        if (!sound(writer) && !closed.get()) {
            Session unsound = writer;
            writer = opened(connections.writer());
            discard(unsound);
        }
    }

    /**
     * Whether a session can be used again after a failure: it has no transaction open. SQLite says so by refusing a second
     * ROLLBACK with the plainest of its codes.
     */
    private static boolean sound(Session session) {
        try (Statement statement = session.connection().createStatement()) {
            statement.execute("ROLLBACK");
            return true;
        } catch (SQLException error) {
            return SqliteErrors.isPlain(error);
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw closedError();
        }
    }

    private UnavailableException closedError() {
        return new UnavailableException(
                "The backend of the database " + connections.address() + " is closed.", ErrorContext.NONE, null);
    }

    @Override
    public void close() {
        if (writingHere.get()) {
            throw new TransactionException("A backend cannot be closed inside one of its own transactions.");
        }
        if (closed.compareAndSet(false, true)) {
            PlatformThreads.call(() -> {
                closeConnections();
                return true;
            });
        }
    }

    private void closeConnections() {
        Duration limit = connections.options().timeout();
        leases.forEach(lease -> lease.end(limit));
        if (!gate.shut(limit)) {
            open.forEach(Session::cancel);
            gate.shut(AFTER_CANCEL);
            open.forEach(Session::close);
        }
        idleReaders.forEach(Session::close);
        // The last connection to close folds the log into the database and removes it.
        writer.close();
    }
}
