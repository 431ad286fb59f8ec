package dev.khive.db.sql.search;

import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.RowIdSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes the vectors of records, and logs each record that changes. */
final class VectorRows {
    private static final String SUBJECT_TYPE = "vector";

    /**
     * The vectors of a record in a field.
     *
     * @param vectors checked against the field
     */
    record RecordVectors(long fieldId, long nodeId, UUID subject, List<float[]> vectors) {}

    private record Key(long fieldId, long nodeId) {}

    private VectorRows() {}

    /** Puts vectors in the place of those that were there; of two for one record and field the later ones count. */
    static void write(WriteUnit unit, List<RecordVectors> records) {
        Map<Key, RecordVectors> last = new LinkedHashMap<>();
        records.forEach(vectors -> last.put(new Key(vectors.fieldId(), vectors.nodeId()), vectors));
        Set<Key> known = known(unit, last.keySet());
        delete(unit, known);
        List<Object[]> rows = new ArrayList<>();
        last.forEach((key, record) -> {
            long revision = unit.record(known.contains(key) ? "updated" : "inserted", SUBJECT_TYPE, record.subject());
            for (int ordinal = 0; ordinal < record.vectors().size(); ordinal++) {
                rows.add(new Object[] {
                    unit.scopeId(),
                    key.fieldId(),
                    key.nodeId(),
                    ordinal,
                    record.vectors().get(ordinal),
                    revision
                });
            }
        });
        unit.session().batch("""
                        INSERT INTO vector (scope_id, field_id, node_id, ordinal, embedding, revision)
                        VALUES (?, ?, ?, ?, ?, ?)""", rows);
    }

    private static Set<Key> known(WriteUnit unit, Set<Key> keys) {
        Map<Long, List<Long>> nodesByField = new LinkedHashMap<>();
        keys.forEach(key -> nodesByField
                .computeIfAbsent(key.fieldId(), field -> new ArrayList<>())
                .add(key.nodeId()));
        Set<Key> known = new HashSet<>();
        nodesByField.forEach((field, nodes) -> unit.session()
                .query(
                        """
                        SELECT v.node_id
                        FROM vector v
                        WHERE v.scope_id = ? AND v.field_id = ? AND v.ordinal = 0 AND v.node_id IN %s""".formatted(rowIds(unit)),
                        List.of(unit.scopeId(), field, set(nodes)),
                        row -> known.add(new Key(field, row.integer(1)))));
        return known;
    }

    private static void delete(WriteUnit unit, Collection<Key> keys) {
        unit.session()
                .batch(
                        "DELETE FROM vector WHERE scope_id = ? AND field_id = ? AND node_id = ?",
                        keys.stream()
                                .map(key -> new Object[] {unit.scopeId(), key.fieldId(), key.nodeId()})
                                .toList());
    }

    /**
     * Deletes the vectors of records in a field.
     *
     * @param subjects the records' rows and UUIDs
     */
    static void delete(WriteUnit unit, long fieldId, Map<Long, UUID> subjects) {
        delete(
                unit,
                subjects.keySet().stream().map(node -> new Key(fieldId, node)).toList());
        subjects.values().forEach(subject -> unit.record("deleted", SUBJECT_TYPE, subject));
    }

    /** Deletes every vector of nodes that are about to go; the nodes' own events tell of it. */
    static void erase(WriteUnit unit, long[] nodeIds) {
        unit.session()
                .update(
                        "DELETE FROM vector WHERE +scope_id = ? AND node_id IN " + rowIds(unit),
                        unit.scopeId(),
                        new RowIdSet(nodeIds));
    }

    private static String rowIds(WriteUnit unit) {
        return unit.session().profile().values().rowIdSet();
    }

    private static RowIdSet set(Collection<Long> ids) {
        return new RowIdSet(ids.stream().mapToLong(Long::longValue).toArray());
    }
}
