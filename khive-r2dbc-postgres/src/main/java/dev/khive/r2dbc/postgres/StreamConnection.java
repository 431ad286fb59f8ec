package dev.khive.r2dbc.postgres;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.db.sql.session.RowReader;
import io.r2dbc.postgresql.api.PostgresTransactionDefinition;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The connection of one stream: lent by the pool, in a transaction that reads, held to a time limit, and given back in any case.
 * None of its publishers is ever cancelled half way: what runs on the server is ended there, and then the answer is awaited, so that
 * the connection is always in a known state. Steps follow one another; {@link #end} may come from any thread.
 */
final class StreamConnection {
    private static final PostgresTransactionDefinition READING =
            PostgresTransactionDefinition.from(IsolationLevel.REPEATABLE_READ).readOnly();

    /** How much longer than its limit a call may take before the network is given up. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** A request to cancel can overtake the statement that it is meant for, and is sent again then. */
    private static final Duration BEFORE_NEXT_CANCEL = Duration.ofMillis(200);

    private final R2dbcStreams streams;
    private final ErrorContext call;
    private final Duration limit;
    private Duration left;
    private @Nullable Connection connection;
    private CompletableFuture<?> cancelling = CompletableFuture.completedFuture(null);
    private boolean running;
    private boolean ended;
    private boolean late;

    /** A connection that is yet to be taken. */
    StreamConnection(R2dbcStreams streams, ErrorContext call, Duration limit) {
        this.streams = streams;
        this.call = call;
        this.limit = limit;
        this.left = limit;
    }

    /** Takes a connection from the pool, waiting for one if need be. */
    Mono<Void> take() {
        return Mono.defer(() -> {
            requireGoingOn();
            return streams.pool().create().doOnNext(this::keep).then();
        });
    }

    private synchronized void keep(Connection taken) {
        connection = taken;
    }

    /** Begins the transaction. */
    Mono<Void> begin() {
        return Mono.defer(() -> {
            requireGoingOn();
            return Mono.from(current().beginTransaction(READING));
        });
    }

    /** Runs a statement and reads its rows. */
    <R> Mono<List<R>> run(String sql, List<? extends @Nullable Object> values, RowReader<R> reader) {
        return Flux.defer(() -> {
                    requireGoingOn();
                    Statement statement = current().createStatement(sql);
                    Binding.bindAll(statement, values);
                    return Flux.from(statement.execute())
                            .concatMap(
                                    result -> result.map((row, metadata) -> read(new R2dbcRow(row, metadata), reader)));
                })
                .collectList();
    }

    private static <R> R read(R2dbcRow row, RowReader<R> reader) {
        try {
            return reader.read(row);
        } catch (SQLException unreadable) {
            throw Exceptions.propagate(unreadable);
        }
    }

    private synchronized Connection current() {
        return Objects.requireNonNull(connection, "a connection was taken");
    }

    private synchronized void requireGoingOn() {
        if (ended) {
            throw new CancellationException("The stream was cancelled.");
        }
    }

    /** Work that is ended on the server when the time limit is over, which counts the work and not what is between. */
    <R> Mono<R> limited(Mono<R> work) {
        return Mono.defer(() -> {
            if (left.isNegative() || left.isZero()) {
                return Mono.error(tooLong(null));
            }
            long begin = System.nanoTime();
            Disposable limitTimer = after(left, this::strike);
            Disposable networkTimer = after(left.plus(GRACE), this::abandon);
            setRunning(true);
            return work.doOnTerminate(() -> {
                setRunning(false);
                limitTimer.dispose();
                networkTimer.dispose();
                left = left.minusNanos(System.nanoTime() - begin);
            });
        });
    }

    private static Disposable after(Duration time, Runnable action) {
        return Mono.delay(time).subscribe(tick -> action.run());
    }

    private synchronized void setRunning(boolean runs) {
        running = runs;
    }

    private synchronized void strike() {
        late = true;
        cancel();
    }

    /** Has the work that goes on ended soon, and no other begin. */
    synchronized void end() {
        ended = true;
        cancel();
    }

    private synchronized void cancel() {
        Connection open = connection;
        if (open != null && running) {
            cancelling = driver(open).cancelRequest().onErrorComplete().toFuture();
            after(BEFORE_NEXT_CANCEL, this::cancel);
        }
    }

    /** Closes a connection on which the server does not answer; what runs on it fails. */
    private synchronized void abandon() {
        Connection open = connection;
        if (open != null) {
            driver(open).close().onErrorComplete().subscribe();
        }
    }

    private static PostgresqlConnection driver(Connection pooled) {
        return (PostgresqlConnection) ((Wrapped<?>) pooled).unwrap();
    }

    /** Rolls back and gives the connection back, once no request to cancel is under way any more, which would meet its next user. */
    Mono<Void> giveBack() {
        return Mono.defer(() -> {
            Connection open = takeAway();
            return open == null
                    ? Mono.empty()
                    : Mono.fromFuture(underWay(), true)
                            .then(Mono.defer(() -> Mono.from(open.rollbackTransaction())))
                            .retry(1)
                            // A connection that cannot be rolled back is not used again: the pool drops what is closed.
                            .onErrorResume(broken -> driver(open).close())
                            .then(Mono.defer(() -> Mono.from(open.close())))
                            .onErrorComplete();
        });
    }

    private synchronized @Nullable Connection takeAway() {
        Connection open = connection;
        connection = null;
        return open;
    }

    private synchronized CompletableFuture<?> underWay() {
        return cancelling;
    }

    /** The error to signal for what went wrong. */
    synchronized Throwable translated(Throwable failure) {
        return late ? tooLong(failure) : streams.errors().translate(failure, call);
    }

    private OperationTimeoutException tooLong(@Nullable Throwable cause) {
        return new OperationTimeoutException(
                "The query ran longer than " + limit + " and was ended.", call.withRetryable(true), cause);
    }
}
