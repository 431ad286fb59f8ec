package dev.khive.db.sql.store;

import dev.khive.api.Bounds;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.store.EdgeDraft;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.IdSet;
import dev.khive.db.sql.session.Micros;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowIdSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of edges. */
final class EdgeTable implements RecordTable<EdgeDraft, PreparedRow.Edge> {
    private static final String COLUMNS =
            "uuid, edge_id, revision, dead_at, deleted_at, source_id, target_id, relation_id";

    @Override
    public String subjectType() {
        return "edge";
    }

    @Override
    public UUID id(EdgeDraft draft) {
        return draft.id();
    }

    @Override
    public PreparedRow.Edge prepare(EdgeDraft draft, Bounds bounds) {
        Map<String, Object> properties = DraftChecks.properties(draft.properties(), bounds);
        return new PreparedRow.Edge(
                draft.id(),
                draft.source(),
                DraftChecks.name(draft.relation(), "relation", bounds),
                draft.target(),
                draft.weight(),
                micros(draft.validFrom()),
                micros(draft.validTo()),
                properties.isEmpty() ? null : DraftChecks.json(properties, bounds));
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : (Long) Micros.of(instant);
    }

    @Override
    public Map<UUID, StoredRow> stored(WriteUnit unit, Collection<UUID> ids) {
        Map<UUID, StoredRow> rows = new HashMap<>();
        unit.session()
                .query(
                        "SELECT " + COLUMNS + " FROM edge WHERE scope_id = ? AND uuid "
                                + unit.session().profile().values().idSet(),
                        List.of(unit.scopeId(), new IdSet(ids)),
                        EdgeTable::read)
                .forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    /** Every edge at some nodes, deleted ones included, each once, those stored first coming first. */
    List<StoredRow> incident(WriteUnit unit, long[] nodeIds) {
        Map<Long, StoredRow> rows = new LinkedHashMap<>();
        for (String end : List.of("source_id", "target_id")) {
            unit.session()
                    .query(
                            "SELECT " + COLUMNS + " FROM edge WHERE scope_id = ? AND " + end + " IN "
                                    + unit.session().profile().values().rowIdSet(),
                            List.of(unit.scopeId(), new RowIdSet(nodeIds)),
                            EdgeTable::read)
                    .forEach(row -> rows.put(row.rowId(), row));
        }
        return rows.values().stream()
                .sorted(Comparator.comparingLong(StoredRow::rowId))
                .toList();
    }

    /** The live edges with a source, a relation and a target, at most two. */
    List<StoredRow> withNaturalKey(WriteUnit unit, PreparedRow.Edge key) {
        return unit.session()
                .query(
                        """
                        SELECT e.uuid, e.edge_id, e.revision, e.dead_at, e.deleted_at, e.source_id, e.target_id,
                          e.relation_id
                        FROM edge e
                        JOIN node s ON s.node_id = e.source_id
                        JOIN node t ON t.node_id = e.target_id
                        JOIN relation r ON r.relation_id = e.relation_id
                        WHERE s.scope_id = ? AND s.uuid = ?
                          AND t.scope_id = ? AND t.uuid = ?
                          AND r.scope_id = ? AND r.name = ?
                          AND e.scope_id = ?
                          AND (e.dead_at IS NULL OR e.dead_at > ?)
                        LIMIT 2""",
                        List.of(
                                unit.scopeId(),
                                key.source(),
                                unit.scopeId(),
                                key.target(),
                                unit.scopeId(),
                                key.relation(),
                                unit.scopeId(),
                                unit.now()),
                        EdgeTable::read);
    }

    private static StoredRow read(ResultRow row) throws SQLException {
        return new StoredRow(
                row.uuid(1),
                row.integer(2),
                0,
                row.integer(3),
                row.integerOrNull(4),
                row.integerOrNull(5),
                row.integer(6),
                row.integer(7),
                row.integer(8));
    }

    @Override
    public boolean owns(StoredRow row) {
        return true;
    }

    @Override
    public Writing<PreparedRow.Edge> begin(WriteUnit unit, Collection<PreparedRow.Edge> rows) {
        return new EdgeWriting(unit, rows);
    }

    @Override
    public void hide(WriteUnit unit, List<StoredRow> rows) {
        unit.session()
                .batch(
                        "UPDATE edge SET deleted_at = ?, dead_at = 0, revision = ? WHERE edge_id = ?",
                        rows.stream()
                                .map(row -> new Object[] {
                                    unit.now(), unit.record("deleted", subjectType(), row.id()), row.rowId()
                                })
                                .toList());
    }

    @Override
    public void erase(WriteUnit unit, List<StoredRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        rows.forEach(row -> unit.record("erased", subjectType(), row.id()));
        long[] edgeIds = rows.stream().mapToLong(StoredRow::rowId).toArray();
        EdgeCounts.ofEdges(unit, edgeIds, -1);
        unit.session()
                .update(
                        "DELETE FROM edge WHERE edge_id IN "
                                + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(edgeIds));
    }

    @Override
    public void restore(WriteUnit unit, StoredRow row) {
        List<EdgeWriting.End> ends = unit.session()
                .query(
                        """
                        SELECT node_id, dead_at, label_set_id
                        FROM node
                        WHERE node_id IN (?, ?) AND (dead_at IS NULL OR dead_at > ?)""",
                        List.of(row.sourceId(), row.targetId(), unit.now()),
                        result -> new EdgeWriting.End(result.integer(1), result.integerOrNull(2), result.integer(3)));
        if (ends.size() < (row.sourceId() == row.targetId() ? 1 : 2)) {
            throw new NotFoundException("The edge " + row.id()
                    + " cannot be restored while an end of it is not live; restore the node first.");
        }
        Long deadAt = null;
        for (EdgeWriting.End end : ends) {
            deadAt = EdgeWriting.least(deadAt, end.deadAt());
        }
        unit.session()
                .update(
                        "UPDATE edge SET deleted_at = NULL, dead_at = ?, revision = ? WHERE edge_id = ?",
                        deadAt,
                        unit.record("restored", subjectType(), row.id()),
                        row.rowId());
    }
}
