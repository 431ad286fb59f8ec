package dev.khive.db.sql.scope;

import dev.khive.api.Bounds;
import dev.khive.api.ReadScope;
import dev.khive.api.error.ErrorContext;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How the stores of one handle reach the database. Outside a transaction each call is a read or a write of its own; inside
 * one, all calls are parts of it. Stores are the same classes in both.
 *
 * <p>Every error that leaves a call names the store and method of its {@link ErrorContext}.
 */
public interface ScopeAccess {
    /** What reads see. */
    ReadScope scope();

    /** The bounds in force. */
    Bounds bounds();

    /** Checks arguments, before a connection is taken; errors name the call. */
    <T> T check(ErrorContext call, Supplier<T> work);

    /** Reads on one consistent snapshot. */
    <T> T read(ErrorContext call, Function<ReadUnit, T> work);

    /**
     * Reads again and again until the work is done or the time is over, each time on a new snapshot. Inside a transaction, which
     * sees nothing new while it runs, it reads once.
     *
     * @param work whether it is done
     */
    void readUntil(ErrorContext call, Duration most, Predicate<ReadUnit> work);

    /** A read that goes on until the lease is closed: for results that are streamed. */
    ReadLease lease(ErrorContext call);

    /**
     * Writes in one transaction: all of the work or, when it throws, nothing of it. Calls on the same access inside the work
     * are refused; what is to happen in the same commit uses the unit.
     *
     * @throws dev.khive.api.error.InvalidInputException when the handle only reads
     * @throws dev.khive.api.error.TransactionException in the thread of a transaction that this handle is not part of, which
     *     the write would wait for
     */
    <T> T write(ErrorContext call, Function<WriteUnit, T> work);

    /** A read unit that is lent until it is closed. */
    interface ReadLease extends AutoCloseable {
        /** Whether all rows should be read at once: writers wait for the lease, or write in the same transaction. */
        boolean eager();

        /** Does a part of the read, with the store and method of the lease in its errors. */
        <T> T call(Function<ReadUnit, T> work);

        /** Closes it even while a call runs, whose statement is ended. */
        void abort();

        @Override
        void close();
    }
}
