package dev.khive.db.sqlite;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.Session;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A reading connection whose snapshot is that of its first open cursor and ends with the lease. SQLite keeps the snapshot of a
 * connection as long as one of its statements is active, which spares a read its BEGIN and COMMIT.
 */
final class SnapshotLease implements Database.Lease {
    private final Session session;
    private final Ended whenEnded;
    private final ReentrantLock inCall = new ReentrantLock();
    private volatile boolean ended;

    SnapshotLease(Session session, Ended whenEnded) {
        this.session = session;
        this.whenEnded = whenEnded;
    }

    @Override
    public <T> T call(Function<Session, T> work) {
        Thread caller = Thread.currentThread();
        return PlatformThreads.call(() -> {
            inCall.lock();
            try {
                if (ended) {
                    throw new UnavailableException(
                            "The result was closed, or its backend was.", ErrorContext.NONE, null);
                }
                session.readByCursors();
                return session.interruptible(() -> PlatformThreads.isInterrupted(caller), () -> work.apply(session));
            } finally {
                inCall.unlock();
            }
        });
    }

    @Override
    public void close() {
        PlatformThreads.call(() -> {
            inCall.lock();
            return endAndUnlock();
        });
    }

    @Override
    public void abort() {
        PlatformThreads.call(() -> {
            end(Duration.ZERO);
            return true;
        });
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

    /** A session whose cursors could be closed has no transaction open. */
    private boolean isOver() {
        try {
            session.endReadByCursors();
            return true;
        } catch (KhiveException broken) {
            return false;
        }
    }

    private boolean endAndUnlock() {
        try {
            if (!ended) {
                ended = true;
                // The call that was cancelled is over, and whoever has the session next was not cancelled.
                session.forgetCancel();
                whenEnded.ended(this, session, isOver());
            }
            return true;
        } finally {
            inCall.unlock();
        }
    }

    /** Takes the session back, which has no transaction open where it is sound. */
    @FunctionalInterface
    interface Ended {
        void ended(SnapshotLease lease, Session session, boolean sound);
    }
}
