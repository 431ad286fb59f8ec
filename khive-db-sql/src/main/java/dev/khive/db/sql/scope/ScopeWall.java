package dev.khive.db.sql.scope;

import dev.khive.api.ReadScope;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.db.sql.session.Session;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a database that keeps tenants apart by itself, beside the conditions in every statement, is told what a transaction
 * works for. What a transaction entered ends with it.
 */
public interface ScopeWall {
    /** The wall of a database that has none. */
    ScopeWall NONE = new ScopeWall() {
        @Override
        public void enter(Session session, ReadScope scope, boolean writing) {}

        @Override
        public void enterTenant(Session session, String tenant) {}

        @Override
        public <T> T past(Session session, Supplier<T> work) {
            return work.get();
        }
    };

    /**
     * Lets the transaction see the namespaces of a scope and nothing else from here on. Called before each call of a store, and
     * once more when the scope's row was made.
     *
     * @param writing whether it may also write in the first, then only, namespace
     */
    void enter(Session session, ReadScope scope, boolean writing);

    /**
     * The shapes of the scopes that {@link #enter} has met on the snapshot of a transaction that only reads, in their order and 0
     * for one without a row; empty where it does not look at them.
     */
    default List<Long> shapes(Session session) {
        return List.of();
    }

    /** Whether {@link #ask} is to be used: the database is another process, and each message to it takes its time. */
    default boolean asks() {
        return false;
    }

    /**
     * Enters a scope to read it, asks a statement and ends the transaction, all by one text; for a session of {@link
     * dev.khive.db.sql.session.Database#leaseWithoutTransaction}.
     *
     * @param most how many rows are read at most, 0 for all
     */
    default <T> Answer<T> ask(Session session, ReadScope scope, RowStatement<T> statement, int most) {
        throw new UnsupportedOperationException("This wall is not entered by a text of several statements.");
    }

    /**
     * What a statement gave, and the state of the scopes on the snapshot that it read.
     *
     * @param scopes the number of each, 0 for one without a row
     * @param shapes the shape of each, 0 for one without a row
     */
    record Answer<T>(List<Long> scopes, List<Long> shapes, List<T> rows) {}

    /** Lets the transaction see the names of a tenant's namespaces and nothing in them. */
    void enterTenant(Session session, String tenant);

    /**
     * Runs work of the operator, which sees everything.
     *
     * @throws dev.khive.api.error.UnavailableException when the connection may not do that
     */
    <T> T past(Session session, Supplier<T> work);
}
