package dev.khive.bench.ingest;

import dev.khive.api.Khive;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.RecordIds;
import dev.khive.bench.ingest.SyntheticGraph.Link;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;

/** The writing of a graph that somebody who knows the tables would do with JDBC batches. */
final class HandWrittenIngest {
    private static final int UUID_BYTES = 16;
    private static final long MICROS_PER_MILLI = 1_000;

    private final Connection connection;
    private final PreparedStatement event;
    private final int batch;
    private long sequence;
    private long waiting;

    private HandWrittenIngest(Connection connection, int batch) throws SQLException {
        this.connection = connection;
        this.batch = batch;
        this.event = connection.prepareStatement("""
                INSERT INTO event (scope_id, sequence, uuid, verb, subject_type, subject, occurred_at)
                VALUES (1, ?, ?, 'inserted', ?, ?, ?)""");
    }

    /** Makes the database and writes the graph; how many nanoseconds the writing took. */
    static long into(Path file, SyntheticGraph graph, int batch) throws SQLException {
        Khive.open(KhiveConfig.of("sqlite:" + file)).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            prepare(connection);
            HandWrittenIngest ingest = new HandWrittenIngest(connection, batch);
            long start = System.nanoTime();
            ingest.nodes(graph.nodes());
            ingest.edges(graph.edges());
            return System.nanoTime() - start;
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "PRAGMA synchronous = FULL",
                    "PRAGMA foreign_keys = ON",
                    "PRAGMA cache_size = -32768",
                    "INSERT INTO scope VALUES (1, 'local', 'default', 0)",
                    "INSERT INTO label VALUES (1, 1, 'Thing')",
                    "INSERT INTO label_set VALUES (1, 1, '[\"Thing\"]')",
                    "INSERT INTO label_set_member VALUES (1, 1, 1)")) {
                statement.execute(sql);
            }
            for (int i = 0; i < SyntheticGraph.RELATIONS; i++) {
                statement.execute(
                        "INSERT INTO relation VALUES (" + (i + 1) + ", 1, '" + SyntheticGraph.relation(i) + "')");
            }
        }
        connection.setAutoCommit(false);
    }

    private void nodes(List<UUID> nodes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO node (node_id, scope_id, uuid, record_type, label_set_id, properties, revision, created_at, updated_at)
                VALUES (?, 1, ?, 0, 1, jsonb(?), ?, ?, ?)""")) {
            for (int i = 0; i < nodes.size(); i++) {
                byte[] id = bytes(nodes.get(i));
                long now = System.currentTimeMillis() * MICROS_PER_MILLI;
                insert.setLong(1, i + 1L);
                insert.setBytes(2, id);
                insert.setString(3, "{\"name\":\"" + SyntheticGraph.name(i) + "\",\"size\":" + i + "}");
                insert.setLong(4, sequence + 1);
                insert.setLong(5, now);
                insert.setLong(6, now);
                added(insert, "entity", id, now);
            }
            flush(insert);
        }
    }

    private void edges(List<Link> edges) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO edge (scope_id, source_id, relation_id, target_id, uuid, weight, revision, created_at, updated_at)
                VALUES (1, ?, ?, ?, ?, 1, ?, ?, ?)""")) {
            for (Link edge : edges) {
                byte[] id = bytes(edge.id());
                long now = System.currentTimeMillis() * MICROS_PER_MILLI;
                insert.setLong(1, edge.source() + 1L);
                insert.setLong(2, edge.relation() + 1L);
                insert.setLong(3, edge.target() + 1L);
                insert.setBytes(4, id);
                insert.setLong(5, sequence + 1);
                insert.setLong(6, now);
                insert.setLong(7, now);
                added(insert, "edge", id, now);
            }
            flush(insert);
        }
    }

    private void added(PreparedStatement insert, String type, byte[] id, long now) throws SQLException {
        insert.addBatch();
        sequence++;
        event.setLong(1, sequence);
        event.setBytes(2, bytes(RecordIds.next()));
        event.setString(3, type);
        event.setBytes(4, id);
        event.setLong(5, now);
        event.addBatch();
        if (++waiting == batch) {
            flush(insert);
        }
    }

    private void flush(PreparedStatement insert) throws SQLException {
        insert.executeBatch();
        event.executeBatch();
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE scope SET last_sequence = " + sequence + " WHERE scope_id = 1");
        }
        connection.commit();
        waiting = 0;
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
