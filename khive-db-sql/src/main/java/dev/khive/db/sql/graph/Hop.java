package dev.khive.db.sql.graph;

/**
 * An edge looked at in a walk, by row ids.
 *
 * @param edgeId the edge
 * @param from the node of the frontier
 * @param to the node at the other end
 * @param edgeAccepted what the edge filter says
 * @param nodeAccepted what the node filter says of {@code to}
 */
record Hop(long edgeId, long from, long to, boolean edgeAccepted, boolean nodeAccepted) {
    boolean accepted() {
        return edgeAccepted && nodeAccepted;
    }
}
