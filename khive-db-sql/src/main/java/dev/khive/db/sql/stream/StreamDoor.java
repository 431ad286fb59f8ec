package dev.khive.db.sql.stream;

import dev.khive.api.ReadScope;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.stream.ScopeStreams;
import dev.khive.db.sql.access.OperatorStatement;
import dev.khive.db.sql.query.SqlGraphQueries;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.session.RowStatement;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that is streamed of an open database. Thread-safe. */
public final class StreamDoor implements AutoCloseable {
    private static final ErrorContext CALL = ErrorContext.of("sql", "stream");

    private final StreamRunner runner;
    private final ScopedDatabase database;
    private final OpenStreams open = new OpenStreams();

    /** The streams of a database on a runner, which is closed with this. */
    public StreamDoor(StreamRunner runner, ScopedDatabase database) {
        this.runner = runner;
        this.database = database;
    }

    /**
     * The streams of a handle.
     *
     * @param queries of the same handle
     * @param leastVersion what its reads see at least
     */
    public ScopeStreams of(ReadScope scope, Supplier<SqlGraphQueries> queries, long leastVersion) {
        return new SqlStreams(this, scope, queries, leastVersion);
    }

    /** The operator's rows; see {@link dev.khive.api.store.SqlAccess#stream}. */
    public Flow.Publisher<Map<String, @Nullable Object>> sql(String sql, @Nullable Object... parameters) {
        OperatorStatement.check(sql, parameters, CALL);
        @Nullable Object[] kept = parameters.clone();
        RowStatement<Map<String, @Nullable Object>> statement = OperatorStatement.rows(sql, Arrays.asList(kept));
        return publisher(
                () -> runner.rows(new StreamRead<>(CALL, null, 0, database.timeout(), null, scopes -> statement)));
    }

    <T> Flow.Publisher<T> publisher(Supplier<BatchSource<T>> sources) {
        return new StreamPublisher<>(open, sources);
    }

    StreamRunner runner() {
        return runner;
    }

    ScopedDatabase database() {
        return database;
    }

    /** Ends every stream. */
    @Override
    public void close() {
        open.close();
        runner.close();
    }
}
