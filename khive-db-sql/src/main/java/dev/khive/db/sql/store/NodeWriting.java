package dev.khive.db.sql.store;

import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.store.NodeListener.WrittenNode;
import dev.khive.db.sql.store.RecordTable.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Nodes on their way into the table, and to those who follow them. */
final class NodeWriting implements RecordTable.Writing<PreparedRow.Node> {
    private final WriteUnit unit;
    private final NodeTable<?> table;
    private final int recordType;
    private final List<NodeListener> listeners;

    NodeWriting(WriteUnit unit, NodeTable<?> table, int recordType, List<NodeListener> listeners) {
        this.unit = unit;
        this.table = table;
        this.recordType = recordType;
        this.listeners = listeners;
    }

    @Override
    public void check(PreparedRow.Node row, @Nullable StoredRow before, PreparedRow.@Nullable Node earlier) {
        // A node refers to nothing.
    }

    @Override
    public void write(List<Change<PreparedRow.Node>> changes) {
        List<@Nullable Object[]> inserts = new ArrayList<>();
        List<@Nullable Object[]> updates = new ArrayList<>();
        List<Long> relabelled = new ArrayList<>();
        for (Change<PreparedRow.Node> change : changes) {
            PreparedRow.Node row = change.row();
            long labels = unit.names().internLabelSet(unit.session(), unit.scopeId(), row.labels());
            StoredRow before = change.before();
            unit.changes().nodes(labels, 1);
            if (before == null) {
                long revision = unit.record("inserted", table.subjectType(), row.id());
                inserts.add(new @Nullable Object[] {
                    unit.scopeId(),
                    row.id(),
                    recordType,
                    labels,
                    row.expiresAt(),
                    row.json(),
                    revision,
                    unit.now(),
                    unit.now(),
                    row.expiresAt()
                });
            } else {
                unit.changes().nodes(before.named(), -1);
                if (before.named() != labels) {
                    relabelled.add(before.rowId());
                }
                long revision = unit.record("updated", table.subjectType(), row.id());
                updates.add(new @Nullable Object[] {
                    labels, row.expiresAt(), row.json(), revision, unit.now(), row.expiresAt(), before.rowId()
                });
            }
        }
        String json = unit.session().profile().json().parameter();
        if (!inserts.isEmpty()) {
            unit.session().batch("""
                            INSERT INTO node (scope_id, uuid, record_type, label_set_id, dead_at, properties, revision,
                                created_at, updated_at, expires_at)
                            VALUES (?, ?, ?, ?, ?, %s, ?, ?, ?, ?)""".formatted(json), inserts);
        }
        if (!updates.isEmpty()) {
            long[] moved = relabelled.stream().mapToLong(Long::longValue).toArray();
            EdgeCounts.ofNodes(unit, moved, -1);
            unit.session().batch("""
                            UPDATE node
                            SET label_set_id = ?, dead_at = ?, properties = %s, revision = ?, updated_at = ?,
                                expires_at = ?, deleted_at = NULL
                            WHERE node_id = ?""".formatted(json), updates);
            EdgeCounts.ofNodes(unit, moved, 1);
            EdgeLiveness.follow(
                    unit,
                    changes.stream()
                            .filter(NodeWriting::diesAtAnotherTime)
                            .mapToLong(change ->
                                    Objects.requireNonNull(change.before()).rowId())
                            .toArray());
        }
        tellWritten(changes);
    }

    private static boolean diesAtAnotherTime(Change<PreparedRow.Node> change) {
        StoredRow before = change.before();
        return before != null && !Objects.equals(before.deadAt(), change.row().expiresAt());
    }

    private void tellWritten(List<Change<PreparedRow.Node>> changes) {
        if (listeners.isEmpty()) {
            return;
        }
        List<UUID> fresh = changes.stream()
                .filter(change -> change.before() == null)
                .map(change -> change.row().id())
                .toList();
        Map<UUID, StoredRow> inserted = fresh.isEmpty() ? Map.of() : table.stored(unit, fresh);
        List<WrittenNode> nodes = changes.stream()
                .map(change -> {
                    PreparedRow.Node row = change.row();
                    StoredRow there = change.before();
                    long nodeId = there == null
                            ? Objects.requireNonNull(inserted.get(row.id())).rowId()
                            : there.rowId();
                    return new WrittenNode(
                            nodeId, row.id(), row.properties(), recordType == NodeColumns.NOTE, there == null);
                })
                .toList();
        listeners.forEach(listener -> listener.written(unit, nodes));
    }
}
