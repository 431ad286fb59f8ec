package dev.khive.db.sql.stream;

import dev.khive.api.ReadScope;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryWarning;
import dev.khive.api.query.Row;
import dev.khive.api.store.Event;
import dev.khive.api.stream.QueryStream;
import dev.khive.api.stream.ScopeStreams;
import dev.khive.db.sql.query.Execution;
import dev.khive.db.sql.query.SqlGraphQueries;
import dev.khive.query.CompiledQuery;
import dev.khive.query.facts.GraphFacts;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** The streams of one handle. */
final class SqlStreams implements ScopeStreams {
    private final StreamDoor door;
    private final ReadScope scope;
    private final Supplier<SqlGraphQueries> queries;
    private final long leastVersion;

    SqlStreams(StreamDoor door, ReadScope scope, Supplier<SqlGraphQueries> queries, long leastVersion) {
        this.door = door;
        this.scope = scope;
        this.queries = queries;
        this.leastVersion = leastVersion;
    }

    @Override
    public QueryStream query(String text, Map<String, ?> parameters, QueryOptions options) {
        if (options.rowLimit().isPresent()) {
            throw new InvalidInputException(
                    "A stream has no limit of rows, and " + options.rowLimit().getAsLong()
                            + " was given: request as many rows as are wanted and cancel.",
                    SqlGraphQueries.CALL,
                    null);
        }
        Execution execution = queries.get().execution(text, parameters, options);
        StreamRead<Row> read = new StreamRead<>(
                SqlGraphQueries.CALL,
                scope,
                leastVersion,
                execution.limit(),
                door.database().facts(),
                execution::statement);
        CompiledQuery compiled = execution.compiled(GraphFacts.UNKNOWN);
        return new Rows(
                compiled.columns(),
                compiled.warnings(),
                door.publisher(() -> new Explained(execution, door.runner().rows(read))));
    }

    @Override
    public Flow.Publisher<Event> follow(long afterSequence) {
        if (afterSequence < 0) {
            throw new InvalidInputException(
                    "To follow takes a sequence of 0 or more; given was " + afterSequence + ".",
                    EventFollow.CALL,
                    null);
        }
        if (scope.namespaces().size() != 1) {
            throw new InvalidInputException(
                    "This call needs a handle of a single namespace, this one reads " + scope + ".",
                    EventFollow.CALL,
                    null);
        }
        return door.publisher(() -> new EventFollow(
                door.runner(),
                scope,
                door.database().database().profile().json(),
                door.database().timeout(),
                afterSequence));
    }

    private record Rows(List<QueryColumn> columns, List<QueryWarning> warnings, Flow.Publisher<Row> rows)
            implements QueryStream {
        @Override
        public void subscribe(Flow.Subscriber<? super Row> subscriber) {
            rows.subscribe(subscriber);
        }
    }

    /** Rows whose errors are the query's own where the statement raised them on purpose. */
    private record Explained(Execution execution, BatchSource<Row> rows) implements BatchSource<Row> {
        @Override
        public CompletionStage<Batch<Row>> next(int most) {
            return rows.next(most).handle((batch, failure) -> {
                if (failure == null) {
                    return batch;
                }
                Throwable error = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                throw new CompletionException(
                        error instanceof KhiveException known ? execution.explained(known) : error);
            });
        }

        @Override
        public void close() {
            rows.close();
        }
    }
}
