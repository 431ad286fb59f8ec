package dev.khive.conformance.memory;

import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.Neighbor;
import dev.khive.conformance.oracle.ValueRules;
import java.util.Comparator;

/**
 * A step along an edge, from a node that was asked about.
 *
 * @param from the row that it starts from
 * @param edge the row of the edge
 * @param to the row at the other end
 * @param direction which way the edge was followed
 * @param edgeAccepted whether the edge's filter accepts the edge
 * @param nodeAccepted whether the node's filter accepts the other end
 */
record Hop(Row from, Row edge, Row to, EdgeDirection direction, boolean edgeAccepted, boolean nodeAccepted) {
    /** The place among the neighbours of a node. */
    record Key(String relation, long other, long edge) {}

    /** By relation, then by the node at the other end and the edge, those stored first coming first. */
    static final Comparator<Key> ORDER = Comparator.comparing(Key::relation, ValueRules.BY_CODE_POINT)
            .thenComparingLong(Key::other)
            .thenComparingLong(Key::edge);

    boolean accepted() {
        return edgeAccepted && nodeAccepted;
    }

    Key key() {
        return new Key(stored().relation(), to.number(), edge.number());
    }

    Edge stored() {
        return (Edge) edge.record();
    }

    Neighbor neighbor() {
        return new Neighbor(to.record().id(), stored(), direction);
    }
}
