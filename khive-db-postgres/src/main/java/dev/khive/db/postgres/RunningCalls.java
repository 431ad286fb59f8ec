package dev.khive.db.postgres;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts the calls that run, and lets no new one in once it is shut. */
final class RunningCalls {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private long running;
    private boolean shut;

    /** Whether the call may begin; then {@link #leave} must follow. */
    boolean enter() {
        lock.lock();
        try {
            running += shut ? 0 : 1;
            return !shut;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            running--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isShut() {
        lock.lock();
        try {
            return shut;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more; false when that was so before. */
    boolean shut() {
        lock.lock();
        try {
            boolean first = !shut;
            shut = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until no call runs, or until the time is over. */
    void awaitEmpty(Duration most) {
        long remaining = most.toNanos();
        lock.lock();
        try {
            while (running > 0 && remaining > 0) {
                remaining = left.awaitNanos(remaining);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
