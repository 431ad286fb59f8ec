package dev.khive.r2dbc.postgres;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Hears of commits by LISTEN, on a connection of its own that is made when somebody first asks. When that is lost it is made again,
 * and whoever waits is woken once, since something may have been missed.
 */
final class Commits implements AutoCloseable {
    /** What is told can be lost with a connection, so that a look now and then is needed all the same. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private static final Executor BEFORE_NEXT_TRY = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    private final PostgresqlConnectionFactory connections;
    private final String channel;
    private final AtomicLong heard = new AtomicLong();
    private final AtomicLong places = new AtomicLong();
    private final Map<Long, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final AtomicBoolean listening = new AtomicBoolean();
    private final AtomicReference<@Nullable PostgresqlConnection> connection = new AtomicReference<>();
    private volatile boolean closed;

    Commits(PostgresqlConnectionFactory connections, String channel) {
        this.connections = connections;
        this.channel = channel;
    }

    /** How many commits were heard of. */
    long count() {
        if (listening.compareAndSet(false, true)) {
            listen();
        }
        return heard.get();
    }

    /** Completes when more were heard of than {@code seen}, or after a while. */
    CompletableFuture<Void> after(long seen) {
        CompletableFuture<Void> next = new CompletableFuture<>();
        long place = places.incrementAndGet();
        waiting.put(place, next);
        if (heard.get() != seen || closed) {
            next.complete(null);
        }
        return next.completeOnTimeout(null, LOOK.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((done, failure) -> waiting.remove(place));
    }

    private void hear() {
        heard.incrementAndGet();
        List.copyOf(waiting.values()).forEach(one -> one.complete(null));
    }

    private void listen() {
        if (closed) {
            return;
        }
        Mono.usingWhen(connections.create(), this::hearAll, PostgresqlConnection::close)
                .onErrorComplete()
                .doFinally(ended -> BEFORE_NEXT_TRY.execute(this::listen))
                .subscribe();
    }

    private Mono<Void> hearAll(PostgresqlConnection made) {
        connection.set(made);
        if (closed) {
            return Mono.empty();
        }
        return made.createStatement("LISTEN " + channel)
                .execute()
                .then(Mono.fromRunnable(this::hear))
                .thenMany(made.getNotifications().doOnNext(notification -> hear()))
                .then()
                .doFinally(ended -> hear());
    }

    @Override
    public void close() {
        closed = true;
        PostgresqlConnection open = connection.get();
        if (open != null) {
            open.close().onErrorComplete().subscribe();
        }
        hear();
    }
}
