package dev.khive.db.sql.store;

import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.IdSet;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.store.NodeListener.WrittenNode;
import dev.khive.query.value.JsonValues;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of entities and notes. */
abstract class NodeTable<D> implements RecordTable<D, PreparedRow.Node> {
    private final int recordType;
    private final List<NodeListener> listeners;
    private final EdgeTable edges;

    NodeTable(int recordType, EdgeTable edges, List<NodeListener> listeners) {
        this.recordType = recordType;
        this.edges = edges;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public Map<UUID, StoredRow> stored(WriteUnit unit, Collection<UUID> ids) {
        Map<UUID, StoredRow> rows = new HashMap<>();
        unit.session()
                .query(
                        """
                        SELECT uuid, node_id, record_type, revision, dead_at, deleted_at, label_set_id
                        FROM node
                        WHERE scope_id = ? AND uuid %s""".formatted(unit.session().profile().values().idSet()),
                        List.of(unit.scopeId(), new IdSet(ids)),
                        NodeTable::read)
                .forEach(row -> rows.put(row.id(), row));
        return rows;
    }

    static StoredRow read(ResultRow row) throws SQLException {
        return new StoredRow(
                row.uuid(1),
                row.integer(2),
                (int) row.integer(3),
                row.integer(4),
                row.integerOrNull(5),
                row.integerOrNull(6),
                0,
                0,
                row.integer(7));
    }

    @Override
    public boolean owns(StoredRow row) {
        return row.type() == recordType;
    }

    @Override
    public Writing<PreparedRow.Node> begin(WriteUnit unit, Collection<PreparedRow.Node> rows) {
        return new NodeWriting(unit, this, recordType, listeners);
    }

    @Override
    public void hide(WriteUnit unit, List<StoredRow> rows) {
        unit.session()
                .batch(
                        "UPDATE node SET deleted_at = ?, dead_at = 0, revision = ? WHERE node_id = ?",
                        rows.stream()
                                .map(row -> new Object[] {
                                    unit.now(), unit.record("deleted", subjectType(), row.id()), row.rowId()
                                })
                                .toList());
        long[] nodeIds = ids(rows);
        EdgeLiveness.follow(unit, nodeIds);
        listeners.forEach(listener -> listener.hidden(unit, nodeIds));
    }

    @Override
    public void erase(WriteUnit unit, List<StoredRow> rows) {
        long[] nodeIds = ids(rows);
        edges.erase(unit, edges.incident(unit, nodeIds));
        listeners.forEach(listener -> listener.erased(unit, nodeIds));
        rows.forEach(row -> {
            unit.record("erased", subjectType(), row.id());
            unit.changes().nodes(row.named(), -1);
        });
        unit.session()
                .update(
                        "DELETE FROM node WHERE node_id IN "
                                + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(nodeIds));
    }

    @Override
    public void restore(WriteUnit unit, StoredRow row) {
        long revision = unit.record("restored", subjectType(), row.id());
        unit.session()
                .update(
                        "UPDATE node SET deleted_at = NULL, dead_at = expires_at, revision = ? WHERE node_id = ?",
                        revision,
                        row.rowId());
        EdgeLiveness.follow(unit, new long[] {row.rowId()});
        WrittenNode node = new WrittenNode(
                row.rowId(), row.id(), storedProperties(unit, row), recordType == NodeColumns.NOTE, false);
        listeners.forEach(listener -> listener.restored(unit, List.of(node)));
    }

    @SuppressWarnings("unchecked") // Stored properties hold no nulls, which are left out when they are written.
    private static Map<String, Object> storedProperties(WriteUnit unit, StoredRow row) {
        return unit.session()
                .first(
                        "SELECT " + unit.session().profile().json().text("properties") + " FROM node WHERE node_id = ?",
                        List.of(row.rowId()),
                        result -> (Map<String, Object>) (Map<String, ?>) JsonValues.read(result.text(1)))
                .orElseThrow();
    }

    private static long[] ids(List<StoredRow> rows) {
        return rows.stream().mapToLong(StoredRow::rowId).toArray();
    }
}
