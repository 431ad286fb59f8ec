package dev.khive.query.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a graph pattern. */
public sealed interface Pattern extends AstNode {
    /** Which shortest paths are asked for. */
    enum Selector {
        /** Every path. */
        ALL,
        /** One of the shortest. */
        ANY_SHORTEST,
        /** All of the shortest. */
        ALL_SHORTEST,
        /** As many as are asked for, the shorter before the longer. */
        SHORTEST_PATHS,
        /** All of as many different lengths as are asked for, the shorter before the longer. */
        SHORTEST_GROUPS
    }

    /** What a path may not repeat. */
    enum Mode {
        /** No edge; of one MATCH, the edges of all its paths that are no walks. */
        TRAIL,
        /** Anything may be repeated. */
        WALK,
        /** No node. */
        ACYCLIC,
        /** No node but that the last may be the first. */
        SIMPLE
    }

    /** How an edge is walked. */
    enum Direction {
        /** From source to target. */
        OUT,
        /** From target to source. */
        IN,
        /** Either way; a loop once. */
        BOTH;

        /** The same seen from the other end. */
        public Direction reversed() {
            return switch (this) {
                case OUT -> IN;
                case IN -> OUT;
                case BOTH -> BOTH;
            };
        }
    }

    /**
     * Nodes with edges between them: one more node than edges.
     *
     * @param count how many paths or lengths the selector takes, at least 1
     */
    record Path(
            Position position,
            @Nullable String variable,
            Selector selector,
            int count,
            Mode mode,
            List<NodePattern> nodes,
            List<EdgePattern> edges)
            implements Pattern {
        /** Copies what it is given. */
        public Path {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }

    /**
     * A node.
     *
     * @param properties a map literal or a parameter
     */
    record NodePattern(
            Position position,
            @Nullable String variable,
            @Nullable LabelExpression labels,
            @Nullable Expression properties,
            @Nullable Expression where)
            implements Pattern {}

    /**
     * An edge, or edges in a row.
     *
     * @param relations alternatives and negations of relation names
     * @param length null for exactly one edge that is bound as an edge and not as a list
     */
    record EdgePattern(
            Position position,
            @Nullable String variable,
            Direction direction,
            @Nullable LabelExpression relations,
            @Nullable Expression properties,
            @Nullable Expression where,
            @Nullable Length length)
            implements Pattern {}

    /**
     * How many edges in a row.
     *
     * @param minimum at least 0
     * @param maximum null for no bound
     */
    record Length(int minimum, @Nullable Integer maximum) {}
}
