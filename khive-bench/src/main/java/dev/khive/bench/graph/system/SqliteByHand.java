package dev.khive.bench.graph.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteJDBCLoader;

/** SQL written by hand for the file that {@link SqliteKhive} has filled, with the cache that khive gives a connection. */
public final class SqliteByHand extends HandWrittenSystem {
    private static final int STEPS_BETWEEN_LOOKS = 20_000;

    private long deadline = Long.MAX_VALUE;
    private @Nullable Path file;

    @Override
    public String name() {
        return "sql-sqlite";
    }

    @Override
    public String version() {
        return "SQLite " + SQLiteJDBCLoader.getVersion();
    }

    @Override
    public String threads() {
        return "1";
    }

    @Override
    Connection connect(Path folder, String factor) throws SQLException {
        file = SqliteKhive.file(folder.resolveSibling("khive-sqlite"));
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA cache_size = -32768");
            statement.execute("PRAGMA query_only = ON");
        }
        ProgressHandler.setHandler(connection, STEPS_BETWEEN_LOOKS, new ProgressHandler() {
            @Override
            protected int progress() {
                return System.nanoTime() > deadline ? 1 : 0;
            }
        });
        return connection;
    }

    @Override
    String folder() {
        return "sqlite";
    }

    @Override
    void limit(Connection connected, PreparedStatement statement, Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    boolean isTimeLimit(SQLException error) {
        return error.getErrorCode() == SQLiteErrorCode.SQLITE_INTERRUPT.code;
    }

    @Override
    String explain() {
        return "EXPLAIN QUERY PLAN ";
    }

    @Override
    public long bytes() throws IOException {
        return file == null ? 0 : Files.size(file);
    }
}
