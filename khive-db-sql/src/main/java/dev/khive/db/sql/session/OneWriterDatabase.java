package dev.khive.db.sql.session;

import dev.khive.api.Durability;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.TransactionException;
import dev.khive.api.error.UnavailableException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One session that writes, and others that each read a snapshot, opened when they are first needed: all that a database without
 * many writers and without queries needs. The database must not let readers and the writer wait for each other.
 */
public final class OneWriterDatabase implements Database {
    private final String place;
    private final Durability durability;
    private final Duration timeout;
    private final Supplier<Session> sessions;
    private final int readers;
    private final Session writer;
    private final Queue<Session> idle = new ConcurrentLinkedQueue<>();
    private final Semaphore reading;
    private final Semaphore writing = new Semaphore(1, true);
    private final ThreadLocal<Boolean> writingHere = ThreadLocal.withInitial(() -> false);
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A database whose schema is made.
     *
     * @param place where it is, for sentences
     * @param durability what a commit reaches
     * @param timeout how long a call may wait, and a read may run
     * @param readers how many read at once
     * @param writer the session that writes
     * @param sessions opens further ones, in which BEGIN begins a transaction on a snapshot
     */
    public OneWriterDatabase(
            String place,
            Durability durability,
            Duration timeout,
            int readers,
            Session writer,
            Supplier<Session> sessions) {
        this.place = place;
        this.durability = durability;
        this.timeout = timeout;
        this.readers = readers;
        this.writer = writer;
        this.sessions = sessions;
        this.reading = new Semaphore(readers, true);
    }

    @Override
    public SqlProfile profile() {
        return writer.profile();
    }

    @Override
    public Durability durability() {
        return durability;
    }

    @Override
    public <T> T read(Function<Session, T> work) {
        return within(reading, () -> {
            Session session = idle.poll();
            Session reader = session == null ? sessions.get() : session;
            try {
                return reader.withTimeout(timeout, () -> reader.transaction("BEGIN", work));
            } finally {
                idle.add(reader);
            }
        });
    }

    @Override
    public <T> T write(Function<Session, T> work) {
        return within(writing, () -> {
            writingHere.set(true);
            try {
                return writer.transaction("BEGIN", work);
            } finally {
                writingHere.remove();
            }
        });
    }

    private <T> T within(Semaphore permits, Supplier<T> work) {
        enter(permits);
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private void enter(Semaphore permits) {
        if (!closed.get() && acquired(permits, 1)) {
            if (!closed.get()) {
                return;
            }
            permits.release();
        }
        throw new UnavailableException(
                closed.get()
                        ? "The backend of the database " + place + " is closed."
                        : "The database " + place + " had no free connection within " + timeout + ".",
                closed.get() ? ErrorContext.NONE : ErrorContext.RETRYABLE,
                null);
    }

    private boolean acquired(Semaphore permits, int count) {
        try {
            return permits.tryAcquire(count, timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "The thread was interrupted while it waited for the database " + place + ".",
                    ErrorContext.RETRYABLE,
                    interrupted);
        }
    }

    /** What still runs after the timeout is ended with its connection. */
    @Override
    public void close() {
        if (writingHere.get()) {
            throw new TransactionException("A backend cannot be closed inside one of its own transactions.");
        }
        if (closed.compareAndSet(false, true)) {
            if (!acquired(writing, 1)) {
                writer.cancel();
            }
            boolean quiet = acquired(reading, readers);
            idle.forEach(Session::close);
            writer.close();
            if (!quiet) {
                throw new UnavailableException(
                        "The database " + place + " was closed while calls were still reading.",
                        ErrorContext.NONE,
                        null);
            }
        }
    }
}
