package dev.khive.db.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells other processes of this one's commits by NOTIFY, on a connection of its own and after the commit: transactions that
 * notify commit one after the other in the whole server, each with a write to the disk of its own. Commits that come while
 * others are told are told together. What is lost with a connection is found by the look that followers take every second.
 */
final class CommitAnnouncer implements AutoCloseable {
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(1);

    private final PostgresConnections connections;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean untold;
    private boolean closed;

    CommitAnnouncer(PostgresConnections connections) {
        this.connections = connections;
        this.thread =
                Thread.ofPlatform().name("khive-postgres-announcer").daemon().unstarted(this::tell);
    }

    /** Has others hear soon of a commit that was made. */
    void announce() {
        lock.lock();
        try {
            untold = true;
            if (thread.getState() == Thread.State.NEW) {
                thread.start();
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        while (await()) {
            try (Connection connection = connections.logins().getConnection();
                    PreparedStatement statement = connection.prepareStatement("SELECT pg_notify(?, '')")) {
                statement.setString(1, CommitListener.channel(connections.address()));
                do {
                    statement.execute();
                } while (await());
            } catch (SQLException lost) {
                // Followers look by themselves, and the next commit makes a new connection.
            }
        }
    }

    /** Waits for a commit; false when there is none and none will come. */
    private boolean await() {
        lock.lock();
        try {
            while (!untold && !closed) {
                changed.awaitUninterruptibly();
            }
            boolean some = untold;
            untold = false;
            return some;
        } finally {
            lock.unlock();
        }
    }

    /** Tells of what was committed before, for a second at most. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(LONGEST_GOODBYE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
