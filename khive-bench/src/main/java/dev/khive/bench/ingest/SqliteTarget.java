package dev.khive.bench.ingest;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A file of SQLite. */
record SqliteTarget(Path file) implements IngestTarget {
    private static final int UUID_BYTES = 16;

    @Override
    public String address() {
        return "sqlite:" + file;
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    @Override
    public List<String> settings() {
        return List.of("PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON", "PRAGMA cache_size = -32768");
    }

    @Override
    public String json() {
        return "jsonb(?)";
    }

    @Override
    public Object id(UUID id) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    @Override
    public Texts texts(Connection connection, long scope) throws SQLException {
        return new Fts5(
                connection.prepareStatement("INSERT INTO text_" + scope + " (rowid, title, body) VALUES (?, ?, '')"));
    }

    @Override
    public void drop() {
        // The folder is the caller's.
    }

    private record Fts5(PreparedStatement insert) implements Texts {
        @Override
        public void add(long document, String title) throws SQLException {
            insert.setLong(1, document);
            insert.setString(2, title);
            insert.addBatch();
        }

        @Override
        public void flush() throws SQLException {
            insert.executeBatch();
        }

        @Override
        public void close() throws SQLException {
            insert.close();
        }
    }
}
