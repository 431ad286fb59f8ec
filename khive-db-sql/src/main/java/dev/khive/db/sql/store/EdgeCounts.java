package dev.khive.db.sql.store;

import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.RowIdSet;
import java.util.List;

/** Counts stored edges by the label sets of their ends and their relation, for the counts that a write keeps. The order of joins is fixed: from the edges to their ends. */
final class EdgeCounts {
    private EdgeCounts() {}

    private static final String SELECT = """
            SELECT s.label_set_id, e.relation_id, t.label_set_id, %s
            FROM edge e CROSS JOIN node s CROSS JOIN node t
            WHERE %s AND s.node_id = e.source_id AND t.node_id = e.target_id""";

    /** Adds these edges, or takes them away with {@code sign} -1, as their ends are labelled now. */
    static void ofEdges(WriteUnit unit, long[] edgeIds, int sign) {
        // The plus keeps SQLite from reading all edges of the scope in an index that begins with it.
        String these = "+e.scope_id = ? AND e.edge_id IN " + among(unit);
        count(unit, SELECT.formatted("1", these), sign, unit.scopeId(), new RowIdSet(edgeIds));
    }

    /** Adds every edge at these nodes once, or takes them away with {@code sign} -1, as their ends are labelled now. */
    static void ofNodes(WriteUnit unit, long[] nodeIds, int sign) {
        if (nodeIds.length == 0) {
            return;
        }
        RowIdSet ids = new RowIdSet(nodeIds);
        String grouped =
                SELECT.formatted("count(*)", "%s") + "\nGROUP BY s.label_set_id, e.relation_id, t.label_set_id";
        String out = "e.scope_id = ? AND e.source_id IN " + among(unit);
        String in = "e.scope_id = ? AND e.target_id IN " + among(unit) + " AND e.source_id NOT IN " + among(unit);
        count(unit, grouped.formatted(out), sign, unit.scopeId(), ids);
        count(unit, grouped.formatted(in), sign, unit.scopeId(), ids, ids);
    }

    private static String among(WriteUnit unit) {
        return unit.session().profile().values().rowIdSet();
    }

    private static void count(WriteUnit unit, String sql, int sign, Object... binds) {
        unit.session().query(sql, List.of(binds), row -> {
            unit.changes().edges(row.integer(1), row.integer(2), row.integer(3), sign * row.integer(4));
            return true;
        });
    }
}
