package dev.khive.db.sql.store;

import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.RowIdSet;

/**
 * Keeps the {@code dead_at} of edges: 0 when the edge itself is softly deleted, else the least of its two ends'. So one column
 * says whether an edge is seen, and no read needs to look at its ends.
 */
final class EdgeLiveness {
    private EdgeLiveness() {}

    /** Computes it anew for the edges at some nodes. */
    static void follow(WriteUnit unit, long[] nodeIds) {
        if (nodeIds.length == 0) {
            return;
        }
        for (String end : new String[] {"source_id", "target_id"}) {
            unit.session()
                    .update(
                            """
                            UPDATE edge
                            SET dead_at = CASE WHEN deleted_at IS NOT NULL THEN 0 ELSE (
                                SELECT min(n.dead_at)
                                FROM node n
                                WHERE n.node_id IN (edge.source_id, edge.target_id) AND n.dead_at IS NOT NULL) END
                            WHERE scope_id = ? AND %s IN %s""".formatted(end, unit.session().profile().values().rowIdSet()),
                            unit.scopeId(),
                            new RowIdSet(nodeIds));
        }
    }
}
