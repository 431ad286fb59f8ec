package dev.khive.db.sql.graph;

import dev.khive.api.page.Cursor;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.Neighbor;
import dev.khive.db.sql.page.PageCursor;
import java.util.Comparator;
import java.util.List;

/**
 * An edge at a node, by row ids, with its place in the order of neighbours.
 *
 * @param relation the relation's name
 * @param other the node at the other end
 */
record NeighborKey(String relation, long relationId, long other, long edgeId, EdgeArm arm) {
    /** By relation, then by the node at the other end and the edge, those stored first coming first. */
    static final Comparator<NeighborKey> ORDER = Comparator.comparing(NeighborKey::relation, CodePoints.ORDER)
            .thenComparingLong(NeighborKey::other)
            .thenComparingLong(NeighborKey::edgeId);

    Neighbor neighbor(Edge edge) {
        EdgeDirection direction = edge.source().equals(edge.target()) ? EdgeDirection.OUT : arm.direction();
        return new Neighbor(arm == EdgeArm.OUT ? edge.target() : edge.source(), edge, direction);
    }

    /** The cursor of the page that this key ends. */
    Cursor cursor(String list) {
        return PageCursor.write(list, List.of(relationId, other, edgeId));
    }
}
