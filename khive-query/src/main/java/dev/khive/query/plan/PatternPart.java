package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Position;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of a pattern whose matches are counted: an edge, or a condition on nodes and edges. */
sealed interface PatternPart {
    /** The nodes and edges that must be bound before it can be tested. */
    Set<String> names();

    /** An edge, as the pattern writes it. */
    record Edge(
            Position position,
            String name,
            String left,
            String right,
            Direction direction,
            @Nullable LabelExpression relations)
            implements PatternPart {
        @Override
        public Set<String> names() {
            return left.equals(right) ? Set.of(left) : Set.of(left, right);
        }

        /** The end that is not {@code node}. */
        String other(String node) {
            return left.equals(node) ? right : left;
        }

        /** Whether another asks for the same relations, of which there are some. */
        boolean isOfSameRelations(Edge other) {
            return relations != null
                    && other.relations() != null
                    && Expressions.labels(relations).equals(Expressions.labels(other.relations()));
        }

        /** Where an edge of the pattern begins, which has a direction. */
        String source() {
            return direction == Direction.OUT ? left : right;
        }

        /** Where an edge of the pattern ends, which has a direction. */
        String target() {
            return direction == Direction.OUT ? right : left;
        }

        /** The direction seen from an end. */
        Direction from(String node) {
            return left.equals(node) ? direction : direction.reversed();
        }
    }

    /** A condition that never fails. */
    record Test(Expression condition, Set<String> names) implements PatternPart {
        /** Copies what it is given. */
        public Test {
            names = Set.copyOf(names);
        }
    }

    /** Two nodes are not the same. */
    record Different(String left, String right, Expression condition) implements PatternPart {
        @Override
        public Set<String> names() {
            return Set.of(left, right);
        }
    }

    /** Two edges are not the same. */
    record Apart(String left, String right) implements PatternPart {
        @Override
        public Set<String> names() {
            return Set.of(left, right);
        }
    }

    /** There is an edge of some relations between two nodes; how many there are is not counted. */
    record Present(
            Position position,
            String from,
            String to,
            Direction direction,
            @Nullable LabelExpression relations) implements PatternPart {
        @Override
        public Set<String> names() {
            return edge().names();
        }

        /** The edge that it asks for. */
        Edge edge() {
            return new Edge(position, " present", from, to, direction, relations);
        }
    }

    /**
     * There is no edge of some relations between two nodes.
     *
     * @param present that there is one
     * @param condition that there is none
     */
    record Absent(Present present, Expression condition) implements PatternPart {
        @Override
        public Set<String> names() {
            return present.names();
        }

        /** Whether each edge of a pattern, seen from one of the two nodes, is one that there is not. */
        boolean covers(Edge edge, String node) {
            Edge forbidden = present.edge();
            boolean way = forbidden.direction() == Direction.BOTH || forbidden.from(node) == edge.from(node);
            return way && (forbidden.relations() == null || forbidden.isOfSameRelations(edge));
        }
    }

    /**
     * A pattern that may have no match.
     *
     * @param nodes the nodes that it brings
     * @param names what it needs of the pattern around it
     */
    record Optional(Map<String, Position> nodes, List<PatternPart> parts, Set<String> names) implements PatternPart {
        /** Copies what it is given. */
        public Optional {
            nodes = Map.copyOf(nodes);
            parts = List.copyOf(parts);
            names = Set.copyOf(names);
        }
    }
}
