package dev.khive.conformance.reference;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Pattern.EdgePattern;
import dev.khive.query.ast.Pattern.Length;
import java.util.ArrayList;
import java.util.List;

/** The ways along the edges of one edge pattern from a node to another. */
final class Walks {
    private final Evaluation evaluation;

    Walks(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    /**
     * Edges in the order in which they are walked.
     *
     * @param start where it begins
     * @param nodes the node after each edge
     */
    record Walk(NodeValue start, List<EdgeValue> edges, List<NodeValue> nodes) {
        private Walk then(EdgeValue edge, NodeValue node) {
            List<EdgeValue> longer = new ArrayList<>(edges);
            longer.add(edge);
            List<NodeValue> further = new ArrayList<>(nodes);
            further.add(node);
            return new Walk(start, List.copyOf(longer), List.copyOf(further));
        }

        NodeValue end() {
            return nodes.isEmpty() ? start : nodes.getLast();
        }
    }

    /** Those whose length the pattern allows, no edge twice. */
    List<Walk> all(EdgePattern pattern, NodeValue from) {
        Length length = length(pattern);
        List<Walk> found = new ArrayList<>();
        List<Walk> ofLength = List.of(new Walk(from, List.of(), List.of()));
        for (int edges = 0; !ofLength.isEmpty(); edges++) {
            if (edges >= length.minimum()) {
                found.addAll(ofLength);
            }
            ofLength = isLongest(length, edges) ? List.of() : longer(pattern, ofLength);
        }
        return found;
    }

    /** The shortest of all, or one of them. */
    List<Walk> shortest(EdgePattern pattern, NodeValue from, NodeValue to, boolean every) {
        Length length = length(pattern);
        List<Walk> ofLength = List.of(new Walk(from, List.of(), List.of()));
        for (int edges = 0; !ofLength.isEmpty(); edges++) {
            List<Walk> found =
                    ofLength.stream().filter(walk -> walk.end().equals(to)).toList();
            if (edges >= length.minimum() && !found.isEmpty()) {
                return every ? found : List.of(found.getFirst());
            }
            ofLength = isLongest(length, edges) ? List.of() : longer(pattern, ofLength);
        }
        return List.of();
    }

    private static boolean isLongest(Length length, int edges) {
        return length.maximum() != null && edges == length.maximum();
    }

    private static Length length(EdgePattern pattern) {
        return pattern.length() == null ? new Length(1, 1) : pattern.length();
    }

    /** Each walk with each edge that goes on from its end and is not in it. */
    private List<Walk> longer(EdgePattern pattern, List<Walk> walks) {
        List<Walk> longer = new ArrayList<>();
        for (Walk walk : walks) {
            evaluation.checkTime();
            NodeValue near = walk.end();
            for (EdgeValue edge : evaluation.graph().edges()) {
                if (!walk.edges().contains(edge) && isWanted(pattern, edge)) {
                    NodeValue source = evaluation.graph().source(edge);
                    NodeValue target = evaluation.graph().target(edge);
                    boolean out = source.equals(near) && pattern.direction() != Direction.IN;
                    boolean in = target.equals(near) && pattern.direction() != Direction.OUT;
                    if (out || in) {
                        longer.add(walk.then(edge, out ? target : source));
                    }
                }
            }
        }
        return longer;
    }

    /** The conditions of one edge are those of its row; of edges in a row, each must meet them by itself. */
    private boolean isWanted(EdgePattern pattern, EdgeValue edge) {
        boolean related =
                pattern.relations() == null || Patterns.hasLabels(pattern.relations(), List.of(edge.relation()));
        if (!related || pattern.length() == null) {
            return related;
        }
        Bindings alone = pattern.variable() == null ? Bindings.NONE : Bindings.NONE.with(pattern.variable(), edge);
        return evaluation.patterns().meets(pattern.properties(), pattern.where(), edge, alone);
    }
}
