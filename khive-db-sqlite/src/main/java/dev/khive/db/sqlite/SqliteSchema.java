package dev.khive.db.sqlite;

import dev.khive.api.error.DriverException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Whose database a file is and how old its schema is, and how it becomes current. The version is read with two small
 * statements; the migration tool is loaded only where there is something to migrate.
 */
record SqliteSchema(SqliteConnections connections) {
    /** The version of the newest migration. */
    static final int CURRENT = 2;

    /** What the header of khive's files says: "khiv". */
    static final int APPLICATION_ID = 0x6B686976;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);

    /**
     * Makes the schema current, as far as the options allow.
     *
     * @param connection the writer, with no transaction open
     * @throws UnavailableException when the file is no database of khive's, is newer than this code, or is older and may not
     *     be migrated
     */
    void prepare(Connection connection) {
        try {
            OptionalInt version = version(connection);
            requireUsable(version);
            if (!connections.inMemory()) {
                useWriteAheadLog(connection);
            }
            if (version.isEmpty() || version.getAsInt() < CURRENT) {
                migrate(connection);
            }
        } catch (SQLException error) {
            throw connections.errors().translate(error, ErrorContext.NONE);
        }
    }

    /** The version of the schema, empty for a database with nothing in it. */
    OptionalInt version(Connection connection) throws SQLException {
        long application = number(connection, "PRAGMA application_id");
        if (application == APPLICATION_ID) {
            return OptionalInt.of((int) number(
                    connection,
                    "SELECT CAST(version AS INTEGER) FROM " + SqliteMigration.HISTORY
                            + " WHERE success ORDER BY installed_rank DESC LIMIT 1"));
        }
        if (application == 0 && number(connection, "SELECT count(*) FROM sqlite_schema") == 0) {
            return OptionalInt.empty();
        }
        throw unavailable("The file " + connections.address()
                + " is an SQLite database of another application; khive does not touch it.");
    }

    private void requireUsable(OptionalInt version) {
        if (version.isEmpty()) {
            return;
        }
        if (version.getAsInt() > CURRENT) {
            throw unavailable("The schema of the database " + connections.address() + " has version "
                    + version.getAsInt() + ", and this khive knows version " + CURRENT + "; use a newer khive.");
        }
        if (version.getAsInt() < CURRENT && !connections.options().migrate()) {
            throw unavailable("The schema of the database " + connections.address() + " has version "
                    + version.getAsInt() + ", this khive needs version " + CURRENT
                    + ", and the setting migrate is false; migrate it first.");
        }
    }

    /** Another process that begins to use the same new file may hold a lock for which SQLite does not wait here. */
    private void useWriteAheadLog(Connection connection) throws SQLException {
        long deadline = System.nanoTime() + connections.options().busyTimeout().toNanos();
        while (true) {
            try (Statement statement = connection.createStatement();
                    ResultSet mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
                if (!"wal".equals(mode.getString(1))) {
                    throw unavailable("The database " + connections.address()
                            + " cannot use a write-ahead log; its file system has no shared memory.");
                }
                return;
            } catch (SQLException error) {
                if (!SqliteErrors.isBusy(error) || System.nanoTime() >= deadline) {
                    throw error;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "The thread was interrupted while it waited for the database " + connections.address() + ".",
                    ErrorContext.RETRYABLE,
                    interrupted);
        }
    }

    /** Makes the schema in an empty database. */
    void create(Connection connection) throws SQLException {
        migrate(connection);
    }

    /** All migrations in one transaction: a second process waits for it and then finds nothing left to do. */
    private void migrate(Connection connection) throws SQLException {
        execute(connection, "BEGIN IMMEDIATE");
        try {
            OptionalInt version = version(connection);
            requireUsable(version);
            if (version.isEmpty() || version.getAsInt() < CURRENT) {
                SqliteMigration.run(connection);
            }
            execute(connection, "COMMIT");
        } catch (SQLException | KhiveException failure) {
            rollBack(connection, failure);
            throw failure;
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException secondary) {
            failure.addSuppressed(secondary);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            if (!result.next()) {
                throw new DriverException(
                        "The database " + connections.address() + " has lost the history of its schema.");
            }
            return result.getLong(1);
        }
    }

    private static UnavailableException unavailable(String sentence) {
        return new UnavailableException(sentence, ErrorContext.NONE, null);
    }
}
