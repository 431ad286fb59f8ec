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

/** A reading connection whose transaction begins with the first call and ends with the lease. */
final class SnapshotLease implements Database.Lease {
    private final Session session;
    private final Ended whenEnded;
    private final ReentrantLock inCall = new ReentrantLock();
    private boolean begun;
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
                if (!begun) {
                    session.boundary("BEGIN");
                    begun = true;
                }
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

    /** A session whose transaction could be committed has none open. */
    private boolean isCommitted() {
        try {
            if (begun) {
                session.boundary("COMMIT");
            }
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
                session.closeCursors();
                whenEnded.ended(this, session, isCommitted());
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
