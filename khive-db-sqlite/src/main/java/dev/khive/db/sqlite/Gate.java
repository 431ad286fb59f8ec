package dev.khive.db.sqlite;

import dev.khive.api.error.CancelledException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.UnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Who may use the database at a moment: a number of readers and one writer. With a write-ahead log they do not hold one another
 * up; in memory a writer is alone. Waiting is in the order of arrival.
 */
final class Gate {
    private final SqliteAddress address;
    private final Duration timeout;
    private final Semaphore reading;
    private final Semaphore writing;
    private final int readers;
    private final boolean writerAlone;
    private boolean noReaders;
    private boolean noWriter;

    Gate(SqliteAddress address, SqliteOptions options, boolean writerAlone) {
        this.address = address;
        this.timeout = options.timeout();
        this.readers = options.readers();
        this.reading = new Semaphore(readers, true);
        this.writing = writerAlone ? reading : new Semaphore(1, true);
        this.writerAlone = writerAlone;
    }

    /** How many read now; a writer that is alone counts as all of them. */
    int readersInside() {
        return readers - reading.availablePermits();
    }

    void enterReading() {
        enter(reading, 1, "No connection of the " + readers + " that read");
    }

    void leaveReading() {
        reading.release();
    }

    private int permitsOfWriter() {
        return writerAlone ? readers : 1;
    }

    void enterWriting() {
        enter(writing, permitsOfWriter(), "The connection that writes");
    }

    void leaveWriting() {
        writing.release(permitsOfWriter());
    }

    private void enter(Semaphore semaphore, int permits, String who) {
        try {
            if (!semaphore.tryAcquire(permits, timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new UnavailableException(
                        who + " the database " + address + " was free within " + timeout + ".",
                        ErrorContext.RETRYABLE,
                        null);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "The thread was interrupted while it waited for the database " + address + ".",
                    ErrorContext.NONE,
                    interrupted);
        }
    }

    /** Lets nobody in any more and waits until the last has left; whether that came to pass in time. Can be asked again. */
    synchronized boolean shut(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            noReaders = noReaders || reading.tryAcquire(readers, limit.toNanos(), TimeUnit.NANOSECONDS);
            long left = Math.max(0, deadline - System.nanoTime());
            noWriter = noWriter || writerAlone || writing.tryAcquire(1, left, TimeUnit.NANOSECONDS);
            return noReaders && noWriter;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
