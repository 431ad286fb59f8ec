package dev.khive.bench.ingest;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.NoteStore;
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
        this.sequence = connection
                .createStatement()
                .executeQuery("SELECT last_sequence FROM scope WHERE scope_id = 1")
                .getLong(1);
        this.event = connection.prepareStatement("""
                INSERT INTO event (scope_id, sequence, uuid, verb, subject_type, subject, occurred_at)
                VALUES (1, ?, ?, 'inserted', ?, ?, ?)""");
    }

    /** Makes the database and writes the graph; how many nanoseconds the writing took. */
    static long into(Path file, SyntheticGraph graph, int batch) throws SQLException {
        makeTables(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            prepare(connection);
            HandWrittenIngest ingest = new HandWrittenIngest(connection, batch);
            long start = System.nanoTime();
            ingest.nodes(graph.nodes());
            ingest.edges(graph.edges());
            return System.nanoTime() - start;
        }
    }

    /** One note, written and deleted again, makes the scope and the table of its text index. */
    private static void makeTables(Path file) {
        try (Backend backend = Khive.open(KhiveConfig.of("sqlite:" + file))) {
            NoteDraft note = NoteDraft.of("first", "text");
            NoteStore notes = backend.in(Scope.DEFAULT).notes();
            notes.upsert(note);
            notes.delete(note.id(), DeleteMode.HARD);
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : List.of(
                    "PRAGMA synchronous = FULL",
                    "PRAGMA foreign_keys = ON",
                    "PRAGMA cache_size = -32768",
                    "INSERT INTO label VALUES (2, 1, 'Thing')",
                    "INSERT INTO label_set VALUES (2, 1, '[\"Thing\"]')",
                    "INSERT INTO label_set_member VALUES (1, 2, 2)")) {
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
                        VALUES (?, 1, ?, 0, 2, jsonb(?), ?, ?, ?)""");
                PreparedStatement document = connection.prepareStatement("""
                        INSERT INTO document (doc_id, scope_id, node_id, field, title, body, revision, updated_at)
                        VALUES (?, 1, ?, 'record', ?, '', ?, ?)""");
                PreparedStatement text =
                        connection.prepareStatement("INSERT INTO text_1 (rowid, title, body) VALUES (?, ?, '')")) {
            for (int i = 0; i < nodes.size(); i++) {
                byte[] id = bytes(nodes.get(i));
                String name = SyntheticGraph.name(i);
                long now = System.currentTimeMillis() * MICROS_PER_MILLI;
                add(insert, i + 1L, id, "{\"name\":\"" + name + "\",\"size\":" + i + "}", sequence + 1, now, now);
                add(document, i + 1L, i + 1L, name, sequence + 1, now);
                add(text, i + 1L, name);
                logged("entity", id, now, insert, document, text);
            }
            flush(insert, document, text);
        }
    }

    private void edges(List<Link> edges) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO edge (scope_id, source_id, relation_id, target_id, uuid, weight, revision, created_at, updated_at)
                VALUES (1, ?, ?, ?, ?, 1, ?, ?, ?)""")) {
            for (Link edge : edges) {
                byte[] id = bytes(edge.id());
                long now = System.currentTimeMillis() * MICROS_PER_MILLI;
                add(insert, edge.source() + 1L, edge.relation() + 1L, edge.target() + 1L, id, sequence + 1, now, now);
                logged("edge", id, now, insert);
            }
            flush(insert);
        }
    }

    private static void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            switch (values[i]) {
                case Long number -> statement.setLong(i + 1, number);
                case byte[] bytes -> statement.setBytes(i + 1, bytes);
                default -> statement.setString(i + 1, values[i].toString());
            }
        }
        statement.addBatch();
    }

    private void logged(String type, byte[] id, long now, PreparedStatement... inserts) throws SQLException {
        sequence++;
        add(event, sequence, bytes(RecordIds.next()), type, id, now);
        if (++waiting == batch) {
            flush(inserts);
        }
    }

    private void flush(PreparedStatement... inserts) throws SQLException {
        for (PreparedStatement insert : inserts) {
            insert.executeBatch();
        }
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
