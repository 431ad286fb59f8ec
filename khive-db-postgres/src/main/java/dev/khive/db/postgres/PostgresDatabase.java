package dev.khive.db.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.khive.api.Durability;
import dev.khive.api.error.CancelledException;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.SerializationException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.session.SqlProfile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections. A read is a transaction that sees one snapshot; a write reads what is committed and takes the lock of
 * its scope's row first, so that writers of one scope follow one another and those of different scopes do not meet.
 */
final class PostgresDatabase implements Database {
    /** What a write begins with; the driver sends BEGIN before it in the same message. */
    private static final String BEGIN_WRITE = "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

    private final PostgresConnections connections;
    private final Durability durability;
    private final SqlProfile profile;
    private final HikariDataSource pool;
    private final CommitAnnouncer announcer;
    private final RunningCalls calls = new RunningCalls();
    private final AtomicReference<@Nullable CommitListener> commits = new AtomicReference<>();
    private final Set<PooledLease> leases = ConcurrentHashMap.newKeySet();

    private PostgresDatabase(PostgresConnections connections, Durability durability) {
        this.connections = connections;
        this.durability = durability;
        this.profile = connections.profile();
        this.pool = connections.pool();
        this.announcer = new CommitAnnouncer(connections);
    }

    /**
     * Opens a database, making or migrating its schema as the options allow.
     *
     * @throws UnavailableException when that is not possible, with the reason
     */
    static PostgresDatabase open(PostgresConnections connections) {
        return new PostgresDatabase(connections, new PostgresSchema(connections).prepare());
    }

    boolean isClosed() {
        return calls.isShut();
    }

    @Override
    public SqlProfile profile() {
        return profile;
    }

    @Override
    public Durability durability() {
        return durability;
    }

    @Override
    public boolean leaseHoldsWritersBack() {
        return false;
    }

    /** A pooled connection can have been lost since it was last used; a read that meets that is begun once more. */
    @Override
    public <T> T read(Function<Session, T> work) {
        try {
            return run("", work);
        } catch (KhiveException failure) {
            if (!PostgresErrors.isConnectionLost(failure) || calls.isShut()) {
                throw failure;
            }
            return run("", work);
        }
    }

    @Override
    public <T> T write(Function<Session, T> work) {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 0; ; attempt++) {
            try {
                return run(BEGIN_WRITE, work);
            } catch (SerializationException unordered) {
                if (attempt >= connections.options().retries()) {
                    throw new ConflictException(
                            "The transaction met others in its way " + (attempt + 1) + " times and was given up.",
                            unordered.context().withRetryable(true),
                            unordered);
                }
                pause(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    /** A random part of the pause, so that those who met do not meet again. */
    private static void pause(Duration most) {
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(most.toNanos())));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "The thread was interrupted before the transaction was run again.", ErrorContext.NONE, interrupted);
        }
    }

    private <T> T run(String begin, Function<Session, T> work) {
        enter();
        try {
            Session session = new Session(connection(), profile);
            try {
                return session.transaction(begin, work);
            } finally {
                session.close();
            }
        } finally {
            calls.leave();
        }
    }

    @Override
    public Lease lease() {
        return lease(false);
    }

    @Override
    public Lease leaseWithoutTransaction() {
        return lease(true);
    }

    private Lease lease(boolean autoCommit) {
        enter();
        try {
            Connection connection = connection();
            connection.setAutoCommit(autoCommit);
            PooledLease lease = new PooledLease(new Session(connection, profile), this::ended);
            leases.add(lease);
            return lease;
        } catch (SQLException error) {
            calls.leave();
            throw connections.errors().translate(error, ErrorContext.NONE);
        } catch (Throwable failure) {
            calls.leave();
            throw failure;
        }
    }

    private void ended(PooledLease lease) {
        leases.remove(lease);
        calls.leave();
    }

    private void enter() {
        if (!calls.enter()) {
            throw new UnavailableException(
                    "The backend of the database " + connections.address() + " is closed.", ErrorContext.NONE, null);
        }
    }

    private Connection connection() {
        try {
            return pool.getConnection();
        } catch (SQLException error) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancelledException(
                        "The thread was interrupted while it waited for a connection to the database "
                                + connections.address() + ".",
                        ErrorContext.NONE,
                        error);
            }
            if (error.getNextException() != null || error.getCause() instanceof SQLException) {
                SQLException reason = error.getCause() instanceof SQLException cause ? cause : error.getNextException();
                throw connections.errors().translate(reason, ErrorContext.RETRYABLE);
            }
            throw new UnavailableException(
                    "None of the " + connections.options().poolSize() + " connections to the database "
                            + connections.address() + " was free within "
                            + connections.options().timeout() + ".",
                    ErrorContext.RETRYABLE,
                    error);
        }
    }

    @Override
    public void announce(Session session) {
        session.uncommitted().afterCommit(announcer::announce);
    }

    @Override
    public boolean listen(Runnable listener) {
        CommitListener mine = new CommitListener(connections, listener);
        commits.set(mine);
        mine.start();
        return true;
    }

    @Override
    public void close() {
        if (calls.shut()) {
            CommitListener listener = commits.get();
            if (listener != null) {
                listener.close();
            }
            Duration limit = connections.options().timeout();
            leases.forEach(lease -> lease.end(limit));
            calls.awaitEmpty(limit);
            announcer.close();
            pool.close();
        }
    }
}
