package dev.khive.db.sql.session;

import dev.khive.api.Durability;
import java.util.function.Function;

/**
 * The connections to one database. What a backend module implements. The functions may throw; what they throw is passed on
 * as it is.
 */
public interface Database extends AutoCloseable {
    /** What is particular to this kind of database. */
    SqlProfile profile();

    /** What a commit has reached when {@link #write} returns. */
    Durability durability();

    /**
     * Runs the work on one consistent snapshot, which holds at least everything that was committed before the call.
     *
     * @throws dev.khive.api.error.UnavailableException when no connection is free in time or the database is closed
     */
    <T> T read(Function<Session, T> work);

    /**
     * A connection that stands on one consistent snapshot, from its first open cursor or {@link Session#queryFirst} on and until the
     * lease is closed: for results of queries and for streams. A backend that declares neither has none.
     */
    default Lease lease() {
        throw new UnsupportedOperationException("This database has no leases, so its backend can declare no queries.");
    }

    /** Whether nobody can write while a lease is open, so that its rows should be read at once. */
    default boolean leaseHoldsWritersBack() {
        return false;
    }

    /**
     * A connection that has no transaction open, for a text that begins and ends one by itself; what a failure leaves of it is
     * undone when the lease is closed. For databases whose wall {@link dev.khive.db.sql.scope.ScopeWall#asks asks}.
     */
    default Lease leaseWithoutTransaction() {
        throw new UnsupportedOperationException("This database is asked in transactions alone.");
    }

    /**
     * Runs work of one statement, which needs no transaction around it to read one snapshot, and soon ends it when the caller is
     * interrupted. For databases whose statements tell in which state they find a scope.
     */
    default <T> T readByOneStatement(Function<Session, T> work) {
        return read(work);
    }

    /**
     * Runs the work in one transaction that commits when it returns and rolls back when it throws. Not reentrant: a write
     * in the thread of another write is refused by the callers of this, not here.
     *
     * @throws dev.khive.api.error.UnavailableException when the lock or a connection is not free in time
     */
    <T> T write(Function<Session, T> work);

    /** Has other processes hear of this transaction when it commits, where the database can do that. */
    default void announce(Session session) {}

    /**
     * Calls the listener after commits that were announced, in this process or another, from now on; called once at most.
     *
     * @return whether the database can do that, so that nobody needs to look for changes often
     */
    default boolean listen(Runnable listener) {
        return false;
    }

    /** Waits for running work, within the backend's timeout, and closes every connection. A second call does nothing. */
    @Override
    void close();

    /** A session that is lent until it is closed; {@code close} may be called from another thread and more than once. */
    interface Lease extends AutoCloseable {
        /**
         * Does a part of the read.
         *
         * @throws dev.khive.api.error.UnavailableException when the lease or the database is closed
         */
        <T> T call(Function<Session, T> work);

        /** Closes it even while a call runs, whose statement is ended. */
        void abort();

        @Override
        void close();
    }
}
