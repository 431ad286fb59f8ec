package dev.khive.db.sql.search;

import dev.khive.api.store.SparseVector;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.RowIdSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes sparse vectors: a row with the whole vector, to read it back and to find its postings again, and a posting for each
 * of its components, clustered by term.
 */
final class SparseRows {
    private static final String SUBJECT_TYPE = "sparse";

    /**
     * The vector of a record in a field.
     *
     * @param nodeId the record's row
     */
    record RecordVector(long fieldId, long nodeId, UUID subject, SparseVector vector) {}

    private record Key(long fieldId, long nodeId) {}

    private SparseRows() {}

    /** Puts vectors in the place of those that were there; of two for one record and field the later one counts. */
    static void write(WriteUnit unit, List<RecordVector> records) {
        Map<Key, RecordVector> last = new LinkedHashMap<>();
        records.forEach(record -> last.put(new Key(record.fieldId(), record.nodeId()), record));
        Map<Key, SparseVector> known = known(
                unit, last.keySet().stream().mapToLong(Key::nodeId).distinct().toArray());
        known.keySet().retainAll(last.keySet());
        delete(unit, known);
        List<@Nullable Object[]> vectors = new ArrayList<>();
        List<@Nullable Object[]> postings = new ArrayList<>();
        last.forEach((key, record) -> {
            long revision =
                    unit.record(known.containsKey(key) ? "updated" : "inserted", SUBJECT_TYPE, record.subject());
            vectors.add(new @Nullable Object[] {
                unit.scopeId(), key.fieldId(), key.nodeId(), SparseBytes.encode(record.vector()), revision
            });
            int[] indices = record.vector().indices();
            float[] values = record.vector().values();
            for (int i = 0; i < indices.length; i++) {
                postings.add(new @Nullable Object[] {
                    unit.scopeId(), key.fieldId(), (long) indices[i], key.nodeId(), (double) values[i]
                });
            }
        });
        unit.session().batch("""
                        INSERT INTO sparse_vector (scope_id, field_id, node_id, components, revision)
                        VALUES (?, ?, ?, ?, ?)""", vectors);
        unit.session().batch("""
                        INSERT INTO sparse_posting (scope_id, field_id, term, node_id, weight)
                        VALUES (?, ?, ?, ?, ?)""", postings);
    }

    /** Deletes the vector of a record, live or not, in a field; whether there was one. */
    static boolean delete(WriteUnit unit, UUID subject, String field) {
        Map<Key, SparseVector> found = new LinkedHashMap<>();
        unit.session()
                .query(
                        """
                        SELECT s.field_id, s.node_id, s.components
                        FROM node n
                        JOIN sparse_vector s ON s.scope_id = n.scope_id AND s.node_id = n.node_id
                        JOIN sparse_field f ON f.scope_id = s.scope_id AND f.field_id = s.field_id
                        WHERE n.scope_id = ? AND n.uuid = ? AND f.name = ?""",
                        List.of(unit.scopeId(), subject, field),
                        row -> found.put(
                                new Key(row.integer(1), row.integer(2)),
                                SparseBytes.decode(Objects.requireNonNull(row.bytesOrNull(3)))));
        delete(unit, found);
        if (!found.isEmpty()) {
            unit.record("deleted", SUBJECT_TYPE, subject);
        }
        return !found.isEmpty();
    }

    /** Deletes every vector of nodes that are about to go; the nodes' own events tell of it. */
    static void erase(WriteUnit unit, long[] nodeIds) {
        delete(unit, known(unit, nodeIds));
    }

    /** Deletes the vectors of nodes that are gone, and says how many nodes had them. */
    static long sweep(WriteUnit unit) {
        long[] gone = unit.session().query("""
                        SELECT DISTINCT s.node_id
                        FROM sparse_vector s
                        WHERE s.scope_id = ? AND NOT EXISTS (SELECT 1 FROM node n WHERE n.node_id = s.node_id)""", List.of(unit.scopeId()), row -> row.integer(1)).stream()
                .mapToLong(Long::longValue)
                .toArray();
        erase(unit, gone);
        return gone.length;
    }

    private static Map<Key, SparseVector> known(WriteUnit unit, long[] nodeIds) {
        Map<Key, SparseVector> known = new LinkedHashMap<>();
        unit.session()
                .query(
                        """
                        SELECT s.field_id, s.node_id, s.components
                        FROM sparse_vector s
                        WHERE +s.scope_id = ? AND s.node_id IN %s""".formatted(unit.session().profile().values().rowIdSet()),
                        List.of(unit.scopeId(), new RowIdSet(nodeIds)),
                        row -> known.put(
                                new Key(row.integer(1), row.integer(2)),
                                SparseBytes.decode(Objects.requireNonNull(row.bytesOrNull(3)))));
        return known;
    }

    private static void delete(WriteUnit unit, Map<Key, SparseVector> vectors) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<@Nullable Object[]> postings = new ArrayList<>();
        vectors.forEach((key, vector) -> {
            rows.add(new @Nullable Object[] {unit.scopeId(), key.fieldId(), key.nodeId()});
            for (int term : vector.indices()) {
                postings.add(new @Nullable Object[] {unit.scopeId(), key.fieldId(), (long) term, key.nodeId()});
            }
        });
        unit.session()
                .batch(
                        "DELETE FROM sparse_posting WHERE scope_id = ? AND field_id = ? AND term = ? AND node_id = ?",
                        postings);
        unit.session().batch("DELETE FROM sparse_vector WHERE scope_id = ? AND field_id = ? AND node_id = ?", rows);
    }
}
