package dev.khive.db.sql.graph;

import dev.khive.api.store.EdgeDirection;
import java.util.List;

/**
 * One of the two ways along an edge, each served by an index of its own. Both ways are two statements: one condition over
 * both columns would use neither index.
 */
enum EdgeArm {
    /** Edges that leave a node. */
    OUT("source_id", "target_id"),
    /** Edges that arrive at a node. */
    IN("target_id", "source_id");

    private final String near;
    private final String far;

    EdgeArm(String near, String far) {
        this.near = near;
        this.far = far;
    }

    static List<EdgeArm> of(EdgeDirection direction) {
        return switch (direction) {
            case OUT -> List.of(OUT);
            case IN -> List.of(IN);
            case BOTH -> List.of(OUT, IN);
        };
    }

    /** The column of the node that an edge is followed from. */
    String near() {
        return near;
    }

    /** The column of the node that an edge leads to. */
    String far() {
        return far;
    }

    /** What leaves self-loops out of this arm, where the other one has them already. */
    String withoutRepeatedLoops(EdgeDirection direction) {
        return direction == EdgeDirection.BOTH && this == IN ? "e.source_id <> e.target_id" : "1 = 1";
    }

    /** As the contract names it. */
    EdgeDirection direction() {
        return this == OUT ? EdgeDirection.OUT : EdgeDirection.IN;
    }
}
