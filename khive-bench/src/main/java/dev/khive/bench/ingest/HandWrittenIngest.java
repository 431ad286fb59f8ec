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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The writing of a graph that somebody who knows the tables would do with JDBC batches, with the counts of the graph or without. */
final class HandWrittenIngest {
    private static final long FIRST = 1_000;

    private final IngestTarget target;
    private final Connection connection;
    private final int batch;
    private final long scope;
    private final PreparedStatement event;
    private final Counts counts;
    private final long[] edgesOfRelations = new long[SyntheticGraph.RELATIONS];
    private long nodes;
    private long sequence;
    private long waiting;

    private HandWrittenIngest(IngestTarget target, Connection connection, int batch, Counts counts)
            throws SQLException {
        this.counts = counts;
        this.target = target;
        this.connection = connection;
        this.batch = batch;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT scope_id, last_sequence FROM scope")) {
            row.next();
            this.scope = row.getLong(1);
            this.sequence = row.getLong(2);
        }
        this.event = connection.prepareStatement("""
                INSERT INTO event (scope_id, sequence, uuid, verb, subject_type, subject, occurred_at)
                VALUES (?, ?, ?, 'inserted', ?, ?, ?)""");
    }

    /** Whether the counts of the graph are kept, as khive keeps them: summed up in memory and written in each transaction. */
    enum Counts {
        KEPT,
        LEFT
    }

    /** Makes the database and writes the graph; how many nanoseconds the writing took. */
    static long into(IngestTarget target, SyntheticGraph graph, int batch, Counts counts) throws SQLException {
        makeTables(target);
        try (Connection connection = target.connect()) {
            HandWrittenIngest ingest = new HandWrittenIngest(target, connection, batch, counts);
            ingest.prepare();
            long start = System.nanoTime();
            ingest.nodes(graph.nodes());
            ingest.edges(graph.edges());
            return System.nanoTime() - start;
        }
    }

    /** One note, written and deleted again, makes the scope and its text index. */
    private static void makeTables(IngestTarget target) {
        try (Backend backend = Khive.open(KhiveConfig.of(target.address()))) {
            NoteDraft note = NoteDraft.of("first", "text");
            NoteStore notes = backend.in(Scope.DEFAULT).notes();
            notes.upsert(note);
            notes.delete(note.id(), DeleteMode.HARD);
        }
    }

    private void prepare() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : target.settings()) {
                statement.execute(sql);
            }
            for (String sql : List.of(
                    "INSERT INTO label (label_id, scope_id, name) VALUES (1000, %d, 'Thing')",
                    "INSERT INTO label_set (label_set_id, scope_id, labels) VALUES (1000, %d, '[\"Thing\"]')",
                    "INSERT INTO label_set_member (scope_id, label_id, label_set_id) VALUES (%d, 1000, 1000)")) {
                statement.execute(sql.formatted(scope));
            }
            for (int i = 0; i < SyntheticGraph.RELATIONS; i++) {
                statement.execute("INSERT INTO relation (relation_id, scope_id, name) VALUES (%d, %d, '%s')"
                        .formatted(FIRST + i, scope, SyntheticGraph.relation(i)));
            }
        }
        connection.setAutoCommit(false);
    }

    private void nodes(List<UUID> nodes) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO node (node_id, scope_id, uuid, record_type, label_set_id, properties, revision, created_at, updated_at)
                        VALUES (?, ?, ?, 0, 1000, %s, ?, ?, ?)""".formatted(target.json()));
                PreparedStatement document = connection.prepareStatement("""
                        INSERT INTO document (doc_id, scope_id, node_id, field, title, body, revision, updated_at)
                        VALUES (?, ?, ?, 'record', ?, '', ?, ?)""");
                IngestTarget.Texts texts = target.texts(connection, scope)) {
            for (int i = 0; i < nodes.size(); i++) {
                UUID id = nodes.get(i);
                long key = FIRST + i;
                String name = SyntheticGraph.name(i);
                long now = now();
                String properties = "{\"name\":\"" + name + "\",\"size\":" + i + "}";
                add(insert, key, scope, id, properties, sequence + 1, now, now);
                add(document, key, scope, key, name, sequence + 1, now);
                texts.add(key, name);
                this.nodes++;
                if (logged("entity", id, now)) {
                    flush(insert, document);
                    texts.flush();
                    commit();
                }
            }
            flush(insert, document);
            texts.flush();
            commit();
        }
    }

    private void edges(List<Link> edges) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO edge (scope_id, source_id, relation_id, target_id, uuid, weight, revision, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)""")) {
            for (Link edge : edges) {
                long now = now();
                long source = FIRST + edge.source();
                long other = FIRST + edge.target();
                long relation = FIRST + edge.relation();
                add(insert, scope, source, relation, other, edge.id(), sequence + 1, now, now);
                edgesOfRelations[edge.relation()]++;
                if (logged("edge", edge.id(), now)) {
                    flush(insert);
                    commit();
                }
            }
            flush(insert);
            commit();
        }
    }

    private static long now() {
        return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    }

    private void add(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof UUID id ? target.id(id) : values[i]);
        }
        statement.addBatch();
    }

    /** Adds the event of a row; true where a batch is full. */
    private boolean logged(String type, UUID id, long now) throws SQLException {
        sequence++;
        add(event, scope, sequence, RecordIds.next(), type, id, now);
        waiting++;
        return waiting == batch;
    }

    private static void flush(PreparedStatement... inserts) throws SQLException {
        for (PreparedStatement insert : inserts) {
            insert.executeBatch();
        }
    }

    private void commit() throws SQLException {
        event.executeBatch();
        if (counts == Counts.KEPT) {
            count();
        }
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE scope SET last_sequence = " + sequence
                    + (counts == Counts.KEPT ? ", shape = " + sequence : "") + " WHERE scope_id = " + scope);
        }
        connection.commit();
        waiting = 0;
    }

    private void count() throws SQLException {
        if (nodes > 0) {
            try (PreparedStatement labels = connection.prepareStatement("""
                    UPDATE label_set SET nodes = nodes + ? WHERE scope_id = ? AND label_set_id = 1000
                    RETURNING label_set_id, nodes""")) {
                execute(labels, nodes, scope);
            }
            nodes = 0;
        }
        List<Object> shapes = new ArrayList<>();
        for (int relation = 0; relation < SyntheticGraph.RELATIONS; relation++) {
            if (edgesOfRelations[relation] > 0) {
                shapes.addAll(List.of(scope, FIRST + relation, edgesOfRelations[relation]));
                edgesOfRelations[relation] = 0;
            }
        }
        if (!shapes.isEmpty()) {
            String rows = String.join(", ", Collections.nCopies(shapes.size() / 3, "(?, 1000, ?, 1000, ?)"));
            try (PreparedStatement edges = connection.prepareStatement("""
                    INSERT INTO edge_shape (scope_id, source_set_id, relation_id, target_set_id, edges)
                    VALUES %s
                    ON CONFLICT (scope_id, source_set_id, relation_id, target_set_id)
                    DO UPDATE SET edges = edge_shape.edges + excluded.edges
                    RETURNING source_set_id, relation_id, target_set_id, edges""".formatted(rows))) {
                execute(edges, shapes.toArray());
            }
        }
    }

    private static void execute(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                rows.getLong(1);
            }
        }
    }
}
