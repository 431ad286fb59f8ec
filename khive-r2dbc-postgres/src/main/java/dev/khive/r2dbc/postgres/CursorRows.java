package dev.khive.r2dbc.postgres;

import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.scope.KnownFacts;
import dev.khive.db.sql.scope.ScopeRow;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.session.Micros;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowReader;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.db.sql.stream.Batch;
import dev.khive.db.sql.stream.BatchSource;
import dev.khive.db.sql.stream.StreamRead;
import dev.khive.query.facts.GraphFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;

/**
 * The rows of a statement by a cursor on the server, which is asked for as many as the subscriber has requested. Each subscription
 * has a connection from its first request to its end.
 */
final class CursorRows<T> implements BatchSource<T> {
    private static final String CURSOR = "khive_stream";

    private final R2dbcStreams streams;
    private final StreamRead<T> read;
    private final StreamConnection connection;
    private @Nullable RowReader<T> reader;
    private boolean busy;
    private boolean closed;

    CursorRows(R2dbcStreams streams, StreamRead<T> read) {
        this.streams = streams;
        this.read = read;
        this.connection = new StreamConnection(streams, read.call(), read.limit());
    }

    @Override
    public CompletionStage<Batch<T>> next(int most) {
        CompletableFuture<Batch<T>> answer = new CompletableFuture<>();
        enter();
        rows(most).subscribe(batch -> leave(batch, answer), failure -> leave(failure, answer));
        return answer;
    }

    private synchronized void enter() {
        busy = true;
    }

    /** A stream that goes on keeps its connection; one that has ended gives it back before it says so. */
    private void leave(Batch<T> batch, CompletableFuture<Batch<T>> answer) {
        if (goesOn() && !batch.last()) {
            answer.complete(batch);
        } else {
            connection.giveBack().doFinally(given -> answer.complete(batch)).subscribe();
        }
    }

    private void leave(Throwable failure, CompletableFuture<Batch<T>> answer) {
        Throwable error = connection.translated(Exceptions.unwrap(failure));
        connection
                .giveBack()
                .doFinally(given -> answer.completeExceptionally(error))
                .subscribe();
    }

    private synchronized boolean goesOn() {
        busy = false;
        return !closed;
    }

    /** What runs is ended on the server and gives back; what rests gives back here. */
    @Override
    public void close() {
        connection.end();
        if (closeWhereItRests()) {
            connection.giveBack().subscribe();
        }
    }

    private synchronized boolean closeWhereItRests() {
        closed = true;
        return !busy;
    }

    private Mono<Batch<T>> rows(int most) {
        RowReader<T> known = reader;
        return known == null ? opened().flatMap(first -> fetched(most, first)) : fetched(most, known);
    }

    private Mono<Batch<T>> fetched(int most, RowReader<T> known) {
        return connection
                .limited(connection.run("FETCH FORWARD " + most + " FROM " + CURSOR, List.of(), known))
                .map(rows -> new Batch<>(rows, rows.size() < most));
    }

    private Mono<RowReader<T>> opened() {
        long end = System.nanoTime() + streams.server().timeout().toNanos();
        return opened(end, true).doOnNext(first -> reader = first);
    }

    /** A pooled connection can have been lost since it was last used; what meets that is begun once more. */
    private Mono<RowReader<T>> opened(long end, boolean again) {
        return Mono.defer(() -> {
            long commits = read.leastVersion() == 0 ? 0 : streams.commits();
            return connection
                    .take()
                    .then(connection.limited(connection.begin().then(Mono.defer(this::entered))))
                    .flatMap(scopes -> declaredWhenFresh(scopes, commits, end))
                    .onErrorResume(
                            failure -> again && isConnectionLost(failure),
                            lost -> connection.giveBack().then(opened(end, false)));
        });
    }

    private boolean isConnectionLost(Throwable failure) {
        return !(failure instanceof KhiveException)
                && streams.errors().translate(Exceptions.unwrap(failure), read.call())
                        instanceof UnavailableException lost
                && R2dbcErrors.isConnectionLost(lost);
    }

    private Mono<ScopeRows> entered() {
        ReadScope scope = read.scope();
        return scope == null ? pastScopes() : enteredScope(scope);
    }

    /** Behind the walls: the server is told the scope in the transaction of the stream. */
    private Mono<ScopeRows> enteredScope(ReadScope scope) {
        List<String> namespaces = scope.namespaces();
        return connection
                .run(
                        "SELECT to_json(scopes)::text, to_json(shapes)::text, set_config('statement_timeout', $3, true)"
                                + " FROM khive_enter($1, $2, false)",
                        List.of(scope.tenant(), namespaces.toArray(String[]::new), limitMillis()),
                        row -> List.of(numbers(row.text(1)), numbers(row.text(2))))
                .flatMap(rows -> withFacts(
                        scopeRows(scope, rows.getFirst().getFirst()),
                        rows.getFirst().getLast()));
    }

    private static List<Long> numbers(String json) {
        return Stream.of(json.substring(1, json.length() - 1).split(",", -1))
                .map(String::strip)
                .map(Long::valueOf)
                .toList();
    }

    private static ScopeRows scopeRows(ReadScope scope, List<Long> ids) {
        List<ScopeRow> rows = new ArrayList<>();
        for (int place = 0; place < ids.size(); place++) {
            rows.add(new ScopeRow(
                    ids.get(place), new Scope(scope.tenant(), scope.namespaces().get(place))));
        }
        return new ScopeRows(rows, Micros.now());
    }

    /** What is known of the graph on the snapshot of this stream, which has met the shapes. */
    private Mono<ScopeRows> withFacts(ScopeRows rows, List<Long> shapes) {
        KnownFacts facts = read.facts();
        if (facts == null) {
            return Mono.just(rows);
        }
        GraphFacts known = facts.known(rows.scopes(), shapes);
        if (known != null) {
            return Mono.just(rows.with(known));
        }
        RowStatement<KnownFacts.Part> statement = KnownFacts.statement(rows.scopes());
        return connection
                .run(NumberedParameters.of(statement.sql()), statement.binds(), statement.reader())
                .map(parts -> rows.with(facts.keep(rows.scopes(), shapes, parts)));
    }

    private Mono<ScopeRows> pastScopes() {
        String role = streams.server().operatorRole();
        return connection
                .run("SET LOCAL ROLE \"" + role + "\"", List.of(), row -> true)
                .onErrorMap(refused -> noOperator(role, refused))
                .then(connection.run(
                        "SELECT set_config('statement_timeout', $1, true)", List.of(limitMillis()), row -> row.text(1)))
                .map(done -> new ScopeRows(List.of(), Micros.now()));
    }

    private Throwable noOperator(String role, Throwable failure) {
        return streams.errors().translate(Exceptions.unwrap(failure), read.call())
                        instanceof InvalidInputException refused
                ? new UnavailableException(
                        "Work past the scopes needs the role " + role + ", which this user was not granted: GRANT "
                                + role + " TO the user that logs in.",
                        refused.context(),
                        refused)
                : failure;
    }

    private String limitMillis() {
        Duration limit = read.limit();
        return Long.toString(Math.min(Integer.MAX_VALUE, Math.max(1, limit.toMillis())));
    }

    private Mono<RowReader<T>> declaredWhenFresh(ScopeRows scopes, long commits, long end) {
        if (read.leastVersion() == 0) {
            return declared(scopes);
        }
        return connection
                .run(
                        "SELECT last_sequence FROM scope WHERE scope_id = $1",
                        List.of(scopes.scopes().get(0).id()),
                        row -> row.integer(1))
                .flatMap(version -> !version.isEmpty() && version.get(0) >= read.leastVersion()
                        ? declared(scopes)
                        : connection.giveBack().then(openedAfter(commits, end)));
    }

    private Mono<RowReader<T>> openedAfter(long commits, long end) {
        return Mono.defer(() -> System.nanoTime() - end < 0
                ? Mono.fromCompletionStage(streams.commitAfter(commits)).then(opened(end, true))
                : Mono.error(tooOld(read.call())));
    }

    private UnavailableException tooOld(ErrorContext call) {
        return new UnavailableException(
                "The version " + read.leastVersion() + " of " + read.scope() + " was not there within "
                        + streams.server().timeout() + ".",
                call.withRetryable(true),
                null);
    }

    private Mono<RowReader<T>> declared(ScopeRows scopes) {
        RowStatement<T> statement = read.statement().apply(scopes);
        return connection
                .limited(connection.run(
                        "DECLARE " + CURSOR + " NO SCROLL CURSOR FOR " + NumberedParameters.of(statement.sql()),
                        statement.binds(),
                        ResultRow::columns))
                .thenReturn(statement.reader());
    }
}
