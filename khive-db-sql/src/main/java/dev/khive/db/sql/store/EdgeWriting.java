package dev.khive.db.sql.store;

import dev.khive.api.error.ConflictException;
import dev.khive.api.error.NotFoundException;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.IdSet;
import dev.khive.db.sql.store.RecordTable.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Edges on their way into the table, with the nodes at their ends looked up once for all of them. */
final class EdgeWriting implements RecordTable.Writing<PreparedRow.Edge> {
    /** A live node at the end of an edge. */
    record End(long nodeId, @Nullable Long deadAt, long labelSet) {}

    private final WriteUnit unit;
    private final Map<UUID, End> ends;

    EdgeWriting(WriteUnit unit, Collection<PreparedRow.Edge> rows) {
        this.unit = unit;
        this.ends = ends(unit, rows);
    }

    @Override
    public void check(PreparedRow.Edge row, @Nullable StoredRow before, PreparedRow.@Nullable Edge earlier) {
        End source = end(row.source(), "source", row);
        End target = end(row.target(), "target", row);
        boolean moved =
                before != null && (before.sourceId() != source.nodeId() || before.targetId() != target.nodeId());
        boolean movedInBatch = earlier != null
                && !(earlier.source().equals(row.source()) && earlier.target().equals(row.target()));
        if (moved || movedInBatch) {
            throw new ConflictException("The ends of an edge never change: " + row.id() + " joins two other nodes than "
                    + row.source() + " and " + row.target() + ".");
        }
    }

    private End end(UUID node, String which, PreparedRow.Edge row) {
        End end = ends.get(node);
        if (end == null) {
            throw new NotFoundException("The " + which + " of the edge, " + node
                    + ", is no live node of this scope (relation " + row.relation() + ").");
        }
        return end;
    }

    private static Map<UUID, End> ends(WriteUnit unit, Collection<PreparedRow.Edge> rows) {
        Set<UUID> ids = new HashSet<>(rows.size() * 2);
        rows.forEach(row -> {
            ids.add(row.source());
            ids.add(row.target());
        });
        Map<UUID, End> ends = new HashMap<>(ids.size() * 2);
        unit.session()
                .query(
                        "SELECT uuid, node_id, dead_at, label_set_id FROM node WHERE scope_id = ?"
                                + " AND (dead_at IS NULL OR dead_at > ?) AND uuid "
                                + unit.session().profile().values().idSet(),
                        List.of(unit.scopeId(), unit.now(), new IdSet(ids)),
                        row -> Map.entry(row.uuid(1), new End(row.integer(2), row.integerOrNull(3), row.integer(4))))
                .forEach(entry -> ends.put(entry.getKey(), entry.getValue()));
        return ends;
    }

    @Override
    public void write(List<Change<PreparedRow.Edge>> changes) {
        List<@Nullable Object[]> inserts = new ArrayList<>(changes.size());
        List<@Nullable Object[]> updates = new ArrayList<>();
        for (Change<PreparedRow.Edge> change : changes) {
            PreparedRow.Edge row = change.row();
            long relation = unit.names().internRelation(unit.session(), unit.scopeId(), row.relation());
            End source = Objects.requireNonNull(ends.get(row.source()));
            End target = Objects.requireNonNull(ends.get(row.target()));
            Long deadAt = least(source.deadAt(), target.deadAt());
            StoredRow before = change.before();
            unit.changes().edges(source.labelSet(), relation, target.labelSet(), 1);
            if (before == null) {
                long revision = unit.record("inserted", "edge", row.id());
                inserts.add(new @Nullable Object[] {
                    unit.scopeId(),
                    source.nodeId(),
                    relation,
                    target.nodeId(),
                    deadAt,
                    row.id(),
                    row.weight(),
                    row.validFrom(),
                    row.validTo(),
                    row.json(),
                    revision,
                    unit.now(),
                    unit.now()
                });
            } else {
                unit.changes().edges(source.labelSet(), before.named(), target.labelSet(), -1);
                long revision = unit.record("updated", "edge", row.id());
                updates.add(new @Nullable Object[] {
                    relation,
                    deadAt,
                    row.weight(),
                    row.validFrom(),
                    row.validTo(),
                    row.json(),
                    revision,
                    unit.now(),
                    before.rowId()
                });
            }
        }
        store(inserts, updates);
    }

    private void store(List<@Nullable Object[]> inserts, List<@Nullable Object[]> updates) {
        String json = unit.session().profile().json().parameter();
        if (!inserts.isEmpty()) {
            unit.session().batch("""
                            INSERT INTO edge (scope_id, source_id, relation_id, target_id, dead_at, uuid, weight, valid_from,
                                valid_to, properties, revision, created_at, updated_at)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, %s, ?, ?, ?)""".formatted(json), inserts);
        }
        if (!updates.isEmpty()) {
            unit.session().batch("""
                            UPDATE edge
                            SET relation_id = ?, dead_at = ?, weight = ?, valid_from = ?, valid_to = ?, properties = %s,
                                revision = ?, updated_at = ?, deleted_at = NULL
                            WHERE edge_id = ?""".formatted(json), updates);
        }
    }

    static @Nullable Long least(@Nullable Long a, @Nullable Long b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Math.min(a, b);
    }
}
