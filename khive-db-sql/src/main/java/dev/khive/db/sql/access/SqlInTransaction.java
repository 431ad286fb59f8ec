package dev.khive.db.sql.access;

import dev.khive.api.error.TransactionException;
import dev.khive.api.store.SqlAccess;
import dev.khive.db.sql.scope.OpenTransaction;
import dev.khive.db.sql.session.Session;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** SQL on the connection of a transaction. A transaction inside of it is a savepoint. */
record SqlInTransaction(OpenTransaction transaction) implements SqlAccess {
    @Override
    public List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... parameters) {
        OperatorStatement.check(sql, parameters, SqlDoor.QUERY);
        Session session = transaction.session();
        return session.recoverable(() -> {
            List<Map<String, @Nullable Object>> rows = SqlDoor.rows(session, sql, parameters);
            HandWritten.follow(session, sql);
            return rows;
        });
    }

    @Override
    public Flow.Publisher<Map<String, @Nullable Object>> stream(String sql, @Nullable Object... parameters) {
        throw new TransactionException(
                "A stream is a read of its own and no part of a transaction; take it from the backend's sql().");
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) {
        OperatorStatement.check(sql, parameters, SqlDoor.UPDATE);
        Session session = transaction.session();
        return session.within(
                SqlDoor.UPDATE,
                () -> session.recoverable(() -> {
                    long changed = session.profile().wall().past(session, () -> (long) session.update(sql, parameters));
                    HandWritten.follow(session, sql);
                    return changed;
                }));
    }

    @Override
    public <T> T transaction(Function<SqlAccess, T> work) {
        return transaction.savepoint(() -> work.apply(this));
    }
}
