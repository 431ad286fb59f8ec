package dev.khive.db.postgres;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.Session;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** A pooled connection whose transaction begins with its first statement and ends with the lease. */
final class PooledLease implements Database.Lease {
    private final Session session;
    private final Consumer<PooledLease> whenEnded;
    private final ReentrantLock inCall = new ReentrantLock();
    private boolean ended;

    PooledLease(Session session, Consumer<PooledLease> whenEnded) {
        this.session = session;
        this.whenEnded = whenEnded;
    }

    @Override
    public <T> T call(Function<Session, T> work) {
        inCall.lock();
        try {
            if (ended) {
                throw new UnavailableException("The result was closed, or its backend was.", ErrorContext.NONE, null);
            }
            return session.interruptible(Thread.currentThread()::isInterrupted, () -> work.apply(session));
        } finally {
            inCall.unlock();
        }
    }

    @Override
    public void close() {
        inCall.lock();
        endAndUnlock();
    }

    @Override
    public void abort() {
        end(Duration.ZERO);
    }

    /** Ends it even while a call runs: after the limit the call's statement is cancelled. */
    void end(Duration limit) {
        try {
            if (!inCall.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                session.cancel();
                inCall.lock();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            session.cancel();
            inCall.lock();
        }
        endAndUnlock();
    }

    /**
     * Ends what a text of several statements began and did not end, because one of them failed; sends nothing where no transaction is
     * open. What the driver began, the pool rolls back.
     */
    private static void rollBack(Connection connection) throws SQLException {
        if (connection.isClosed() || !connection.getAutoCommit()) {
            return;
        }
        connection.setAutoCommit(false);
        try {
            connection.rollback();
        } catch (SQLException cancelled) {
            // A cancel that came late can have met it, and is spent now.
            connection.rollback();
        }
    }

    private void endAndUnlock() {
        try {
            if (!ended) {
                ended = true;
                try {
                    rollBack(session.connection());
                    session.close();
                } catch (SQLException error) {
                    throw session.translated(error);
                } finally {
                    whenEnded.accept(this);
                }
            }
        } finally {
            inCall.unlock();
        }
    }
}
