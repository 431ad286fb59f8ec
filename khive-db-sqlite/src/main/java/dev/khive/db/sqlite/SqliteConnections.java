package dev.khive.db.sqlite;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.scope.CountDialect;
import dev.khive.db.sql.scope.DegreeSample;
import dev.khive.db.sql.scope.ScopeWall;
import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.session.SqlProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jooq.SQLDialect;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/** Opens connections to one database with the settings that khive relies on. */
record SqliteConnections(SqliteAddress address, SqliteOptions options, SqliteErrors errors) {
    private static final int STEPS_BETWEEN_LOOKS = 20_000;
    private static final String LOG_BYTES_KEPT = "67108864";

    /** What is particular to SQLite, whatever encoding its texts have. */
    SqlProfile profile() {
        return profile(new SqliteValues(false));
    }

    /** A writer is alone, so that no row needs a lock of its own. */
    private SqlProfile profile(SqliteValues values) {
        return new SqlProfile(
                SQLDialect.SQLITE,
                values,
                new SqliteJson(),
                errors,
                CountDialect.ON_CONFLICT,
                DegreeSample.BY_KEY,
                "",
                ScopeWall.NONE,
                false,
                new SqlitePlan(),
                0);
    }

    /**
     * A session that looks now and then whether it is cancelled. SQLite's own interrupt would stay in force for the rest of a
     * transaction that has written to a full-text index, and let not even its rollback pass.
     */
    Session session(Connection connection) {
        try {
            Session session = new Session(connection, profile(new SqliteValues(isUtf8(connection))), true);
            ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return session.cancelled() ? 1 : 0;
                }
            });
            return session;
        } catch (SQLException error) {
            throw closedAfter(connection, error);
        }
    }

    private static boolean isUtf8(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet encoding = statement.executeQuery("PRAGMA encoding")) {
            return "UTF-8".equals(encoding.getString(1));
        }
    }

    /** Whether the connections share the memory of this process and no file. */
    boolean inMemory() {
        return address instanceof SqliteAddress.Memory;
    }

    /**
     * Refuses a path that cannot be a database, with a better sentence than the driver's.
     *
     * @throws UnavailableException naming the path and what is wrong with it
     */
    void requirePlace() {
        if (!(address instanceof SqliteAddress.File file)) {
            return;
        }
        Path path = file.path();
        Path folder = path.getParent();
        if (Files.isDirectory(path)) {
            throw unavailable("The path " + path + " is a directory, and a database is a file.");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw unavailable("The folder of the database " + path + " is not there; make it first.");
        }
        if (!Files.exists(path) && !options.create()) {
            throw unavailable("There is no database " + path + ", and the setting create is false.");
        }
        if (!Files.exists(path) && !Files.isWritable(folder)) {
            throw unavailable("The database " + path + " cannot be made: its folder cannot be written.");
        }
        if (Files.exists(path) && !Files.isReadable(path)) {
            throw unavailable("The database " + path + " cannot be read by this process.");
        }
    }

    private static UnavailableException unavailable(String sentence) {
        return new UnavailableException(sentence, ErrorContext.NONE, null);
    }

    /** A connection that may write. Nothing in the file is changed or read yet. */
    Connection writer() {
        return open(options.create() ? "rwc" : "rw");
    }

    /** A connection that refuses to write. */
    Connection reader() {
        Connection connection = open("rw");
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
            return connection;
        } catch (SQLException error) {
            throw closedAfter(connection, error);
        }
    }

    /** A connection to a file that nothing changes: no log and no lock is made beside it. */
    Connection onlyReading() {
        return open("ro");
    }

    private Connection open(String mode) {
        SQLiteConfig config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.OPEN_URI);
        config.setBusyTimeout(options.busyMillis());
        config.setSynchronous(
                SQLiteConfig.SynchronousMode.valueOf(options.synchronous().name()));
        config.enforceForeignKeys(true);
        // Negative: the size of the cache in KiB.
        config.setCacheSize(-(options.cacheBytes() >> 10));
        config.setPragma(SQLiteConfig.Pragma.JOURNAL_SIZE_LIMIT, LOG_BYTES_KEPT);
        if (inMemory()) {
            config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        }
        try {
            Connection connection =
                    config.createConnection("jdbc:sqlite:" + address.uri() + "?mode=" + mode + address.parameters());
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA trusted_schema = OFF");
            }
            SqliteFunction.addAll(connection);
            // khive writes BEGIN and COMMIT itself; told so, the driver no longer adds its own around each statement.
            ((SQLiteConnection) connection).getConnectionConfig().setAutoCommit(false);
            return connection;
        } catch (SQLException error) {
            throw errors.translate(error, ErrorContext.NONE);
        }
    }

    /** Closes a connection that is of no use and says why. */
    KhiveException closedAfter(Connection connection, SQLException error) {
        try {
            connection.close();
        } catch (SQLException secondary) {
            error.addSuppressed(secondary);
        }
        return errors.translate(error, ErrorContext.NONE);
    }
}
