package dev.khive.db.sql.access;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.store.SqlAccess;
import dev.khive.db.sql.scope.OpenTransaction;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.stream.StreamDoor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** SQL with a connection for each call. */
public final class SqlDoor implements SqlAccess {
    static final ErrorContext QUERY = ErrorContext.of("sql", "query");
    static final ErrorContext UPDATE = ErrorContext.of("sql", "update");

    private final ScopedDatabase source;
    private final Supplier<StreamDoor> streams;

    /**
     * The door of a database.
     *
     * @param streams throws where nothing streams
     */
    public SqlDoor(ScopedDatabase source, Supplier<StreamDoor> streams) {
        this.source = source;
        this.streams = streams;
    }

    /** SQL inside a transaction, for its thread and until it ends. */
    public static SqlAccess in(OpenTransaction transaction) {
        return new SqlInTransaction(transaction);
    }

    @Override
    public List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... parameters) {
        OperatorStatement.check(sql, parameters, QUERY);
        return source.database().read(session -> rows(session, sql, parameters));
    }

    @Override
    public Flow.Publisher<Map<String, @Nullable Object>> stream(String sql, @Nullable Object... parameters) {
        return streams.get().sql(sql, parameters);
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) {
        OperatorStatement.check(sql, parameters, UPDATE);
        return transaction(sqlAccess -> sqlAccess.update(sql, parameters));
    }

    @Override
    public <T> T transaction(Function<SqlAccess, T> work) {
        return source.transaction(transaction -> work.apply(in(transaction)));
    }

    static List<Map<String, @Nullable Object>> rows(Session session, String sql, @Nullable Object... parameters) {
        return session.within(
                QUERY,
                () -> session.profile()
                        .wall()
                        .past(session, () -> session.query(sql, java.util.Arrays.asList(parameters), ColumnMap::of)));
    }
}
