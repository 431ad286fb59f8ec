package dev.khive.r2dbc.postgres;

import dev.khive.db.postgres.stream.StreamServer;
import dev.khive.db.sql.stream.BatchSource;
import dev.khive.db.sql.stream.StreamRead;
import dev.khive.db.sql.stream.StreamRunner;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.pool.PoolMetrics;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import reactor.netty.resources.LoopResources;

/** The streams of one database: a pool of connections and a few threads that serve them all. */
final class R2dbcStreams implements StreamRunner {
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final int MOST_THREADS = 4;

    private final StreamServer server;
    private final R2dbcErrors errors;
    private final LoopResources threads;
    private final ConnectionPool pool;
    private final Commits commits;

    R2dbcStreams(StreamServer server) {
        this.server = server;
        this.errors = new R2dbcErrors(server);
        int processors = Runtime.getRuntime().availableProcessors();
        this.threads = LoopResources.create("khive-stream-io", 1, Math.min(MOST_THREADS, processors), true);
        DriverSettings settings = new DriverSettings(server, threads);
        this.pool = pool(new PostgresqlConnectionFactory(settings.reading()));
        this.commits = new Commits(new PostgresqlConnectionFactory(settings.listening()), server.channel());
    }

    private ConnectionPool pool(PostgresqlConnectionFactory factory) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
                .initialSize(0)
                .maxSize(server.poolSize())
                .maxAcquireTime(server.timeout())
                .acquireRetry(0)
                .maxCreateConnectionTime(server.connectTimeout())
                .maxIdleTime(IDLE)
                .build());
    }

    @Override
    public <T> BatchSource<T> rows(StreamRead<T> read) {
        return new CursorRows<>(this, read);
    }

    @Override
    public long commits() {
        return commits.count();
    }

    @Override
    public CompletionStage<Void> commitAfter(long seen) {
        return commits.after(seen);
    }

    StreamServer server() {
        return server;
    }

    R2dbcErrors errors() {
        return errors;
    }

    ConnectionPool pool() {
        return pool;
    }

    /** How many connections are in use and idle. */
    PoolMetrics metrics() {
        return pool.getMetrics().orElseThrow();
    }

    /** The streams were told to end, and what they hold comes back within the time that every call has. */
    @Override
    public void close() {
        commits.close();
        long end = System.nanoTime() + server.timeout().toNanos();
        try {
            while (metrics().acquiredSize() > 0 && System.nanoTime() < end) {
                Thread.sleep(LOOK);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        pool.dispose();
        threads.disposeLater(Duration.ZERO, server.connectTimeout()).subscribe();
    }
}
