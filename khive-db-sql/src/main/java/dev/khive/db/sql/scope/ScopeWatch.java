package dev.khive.db.sql.scope;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes those who wait for a commit of this process. Other processes' commits are not heard, so who waits looks again after
 * a while in any case. Thread-safe.
 */
public final class ScopeWatch {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long commits;

    /** How many commits there were; to be read before the look that may come too early. */
    public long commits() {
        lock.lock();
        try {
            return commits;
        } finally {
            lock.unlock();
        }
    }

    /** Says that something was committed. */
    void signal() {
        lock.lock();
        try {
            commits++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something was committed since {@code seen}, or until the time is over.
     *
     * @param seen what {@link #commits} was before the last look
     */
    public void await(long seen, Duration most) throws InterruptedException {
        long remaining = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (commits == seen && remaining > 0) {
                remaining = changed.awaitNanos(remaining);
            }
        } finally {
            lock.unlock();
        }
    }
}
