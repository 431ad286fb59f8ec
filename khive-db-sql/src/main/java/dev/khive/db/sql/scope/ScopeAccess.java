package dev.khive.db.sql.scope;

import dev.khive.api.Bounds;
import dev.khive.api.ReadScope;
import dev.khive.api.error.ErrorContext;
import dev.khive.db.sql.session.RowStatement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

    /**
     * The first rows of a statement, asked in one exchange with the database and in a transaction of its own.
     *
     * @param statement makes the statement for what was known of the scopes last, or none; what it gave is thrown away where the
     *     scopes have changed since
     * @param limit how long it may take
     * @return empty where the rows must be read by a lease: nothing is known yet, something has changed, the statement failed, it
     *     gave no row that could tell the state of the scope, or this access or database has no such way
     */
    default <T> Optional<List<T>> readAtOnce(
            ErrorContext call, Function<ScopeRows, Optional<FirstRows<T>>> statement, Duration limit) {
        return Optional.empty();
    }

    /**
     * A statement of which the first rows are wanted.
     *
     * @param most how many rows are read at most, {@link FirstRows#ALL} for every row; a limit keeps PostgreSQL from answering
     *     with several processes
     * @param stateColumn the column that tells the shape of the one scope, 0 where none does
     */
    record FirstRows<T>(RowStatement<T> statement, int most, int stateColumn) {
        /** Every row. */
        public static final int ALL = 0;
    }

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
