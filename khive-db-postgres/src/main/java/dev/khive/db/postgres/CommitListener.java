package dev.khive.db.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears of commits by LISTEN, on a connection of its own. When that is lost it is made again, and whoever waits is woken once,
 * since something may have been missed.
 */
final class CommitListener implements AutoCloseable {
    private static final int LOOK_MILLIS = 500;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(500);

    private final PostgresConnections connections;
    private final Runnable listener;
    private final Thread thread;
    private volatile boolean closed;

    CommitListener(PostgresConnections connections, Runnable listener) {
        this.connections = connections;
        this.listener = listener;
        this.thread =
                Thread.ofPlatform().name("khive-postgres-listener").daemon().unstarted(this::listen);
    }

    /** The channel of a schema's commits. */
    static String channel(PostgresAddress address) {
        return "khive_" + Integer.toHexString(address.schema().hashCode());
    }

    void start() {
        thread.start();
    }

    private void listen() {
        while (!closed) {
            try (Connection connection = connections.logins().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("LISTEN " + channel(connections.address()));
                listener.run();
                hear(connection.unwrap(PGConnection.class));
            } catch (SQLException lost) {
                pause();
            }
        }
    }

    private void hear(PGConnection connection) throws SQLException {
        while (!closed) {
            PGNotification[] notifications = connection.getNotifications(LOOK_MILLIS);
            if (notifications != null && notifications.length > 0) {
                listener.run();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(BEFORE_NEXT_TRY);
        } catch (InterruptedException interrupted) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
