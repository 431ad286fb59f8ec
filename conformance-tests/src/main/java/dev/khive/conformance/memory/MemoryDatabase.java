package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.Scope;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.TransactionException;
import dev.khive.api.error.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The committed state of every scope, which is replaced as a whole by each commit. One transaction runs at a time; reads see the
 * last commit and wait for nobody. Thread-safe.
 */
final class MemoryDatabase implements Waiting {
    private final Bounds bounds;
    private final Duration timeout;
    private final @Nullable String actor;
    private final Pages pages = new Pages();
    private final AtomicLong numbers = new AtomicLong();
    private final ReentrantLock turn = new ReentrantLock(true);
    private final ReentrantLock signal = new ReentrantLock();
    private final Condition changed = signal.newCondition();
    private volatile Map<Scope, ScopeRows> committed = Map.of();
    private volatile boolean open = true;
    private Instant lastInstant = Instant.EPOCH;

    MemoryDatabase(Bounds bounds, Duration timeout, @Nullable String actor) {
        this.bounds = bounds;
        this.timeout = timeout;
        this.actor = actor;
    }

    Bounds bounds() {
        return bounds;
    }

    Duration timeout() {
        return timeout;
    }

    @Nullable
    String actor() {
        return actor;
    }

    Pages pages() {
        return pages;
    }

    /** What is committed now. */
    Map<Scope, ScopeRows> committed() {
        requireOpen();
        return committed;
    }

    /** The number of the next record. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    /** An instant to the microsecond, later than all before it, so that the order of writes is the order of their instants. */
    synchronized Instant now() {
        Instant present = Instant.now().truncatedTo(ChronoUnit.MICROS);
        lastInstant = present.isAfter(lastInstant) ? present : lastInstant.plus(1, ChronoUnit.MICROS);
        return lastInstant;
    }

    /** Runs work on a copy of what is committed, and commits the copy when the work returns. */
    <T> T transaction(Function<OpenTransaction, T> work) {
        if (turn.isHeldByCurrentThread()) {
            throw new TransactionException(
                    "This thread is in a transaction, and a write past it would wait for it without"
                            + " end: use the handle that the transaction's work was given.");
        }
        takeTurn();
        try {
            requireOpen();
            OpenTransaction transaction = new OpenTransaction(this, committed);
            T result;
            try {
                result = work.apply(transaction);
            } finally {
                transaction.end();
            }
            commit(transaction.scopes());
            return result;
        } finally {
            turn.unlock();
        }
    }

    private void takeTurn() {
        try {
            if (!turn.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw unavailable("Another writer did not end within " + timeout + ".", null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("The thread was interrupted while it waited for another writer.", interrupted);
        }
    }

    private void commit(Map<Scope, ScopeRows> scopes) {
        signal.lock();
        try {
            committed = Map.copyOf(scopes);
            changed.signalAll();
        } finally {
            signal.unlock();
        }
    }

    @Override
    public boolean until(Duration most, BooleanSupplier condition) {
        signal.lock();
        try {
            long remaining = most.toNanos();
            while (!condition.getAsBoolean()) {
                if (remaining <= 0) {
                    return false;
                }
                remaining = changed.awaitNanos(remaining);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("The thread was interrupted while it waited for a commit.", interrupted);
        } finally {
            signal.unlock();
        }
    }

    /** Waits for the transaction that runs, and ends every handle. */
    void close() {
        takeTurn();
        try {
            open = false;
            commit(Map.of());
        } finally {
            turn.unlock();
        }
    }

    void requireOpen() {
        if (!open) {
            throw unavailable("This backend is closed.", null);
        }
    }

    static UnavailableException unavailable(String message, @Nullable Throwable cause) {
        return new UnavailableException(message, ErrorContext.RETRYABLE, cause);
    }
}
