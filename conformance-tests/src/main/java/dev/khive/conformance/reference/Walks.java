package dev.khive.conformance.reference;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Pattern.EdgePattern;
import dev.khive.query.ast.Pattern.Length;
import dev.khive.query.ast.Pattern.Mode;
import dev.khive.query.ast.Pattern.Path;
import dev.khive.query.ast.Pattern.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    /** Those whose length the pattern allows, no edge twice unless the mode lets it. */
    List<Walk> all(EdgePattern pattern, Mode mode, NodeValue from) {
        Length length = length(pattern);
        List<Walk> found = new ArrayList<>();
        List<Walk> ofLength = List.of(new Walk(from, List.of(), List.of()));
        for (int edges = 0; !ofLength.isEmpty(); edges++) {
            if (edges >= length.minimum()) {
                found.addAll(ofLength);
            }
            ofLength = isLongest(length, edges) ? List.of() : longer(pattern, mode, ofLength);
        }
        return found;
    }

    /** As many of the shortest, or of their lengths, as the path's selector takes. */
    List<Walk> shortest(EdgePattern pattern, Path path, NodeValue from, NodeValue to) {
        Length length = length(pattern);
        boolean groups = path.selector() == Selector.ALL_SHORTEST || path.selector() == Selector.SHORTEST_GROUPS;
        List<Walk> found = new ArrayList<>();
        int lengths = 0;
        int withoutArrival = 0;
        List<Walk> ofLength = List.of(new Walk(from, List.of(), List.of()));
        for (int edges = 0; !ofLength.isEmpty() && withoutArrival <= patience(length); edges++) {
            List<Walk> arrived = ofLength.stream()
                    .filter(walk -> walk.end().equals(to) && edges(walk) >= length.minimum())
                    .filter(walk -> Patterns.isAllowed(path.mode(), nodes(walk)))
                    .toList();
            lengths += arrived.isEmpty() ? 0 : 1;
            withoutArrival = arrived.isEmpty() ? withoutArrival + 1 : 0;
            found.addAll(arrived);
            if ((groups ? lengths : found.size()) >= path.count()) {
                return groups ? found : found.subList(0, path.count());
            }
            ofLength = isLongest(length, edges) ? List.of() : longer(pattern, path.mode(), ofLength);
        }
        return found;
    }

    /** Who has not arrived after as many more edges as there are nodes comes no more. */
    private int patience(Length length) {
        return length.minimum() + evaluation.graph().nodes().size();
    }

    private static int edges(Walk walk) {
        return walk.edges().size();
    }

    private static List<NodeValue> nodes(Walk walk) {
        List<NodeValue> nodes = new ArrayList<>(List.of(walk.start()));
        nodes.addAll(walk.nodes());
        return nodes;
    }

    private static boolean isLongest(Length length, int edges) {
        return length.maximum() != null && edges == length.maximum();
    }

    private static Length length(EdgePattern pattern) {
        return pattern.length() == null ? new Length(1, 1) : pattern.length();
    }

    /** Each walk with each edge that goes on from its end and, but for the mode WALK, is not in it. */
    private List<Walk> longer(EdgePattern pattern, Mode mode, List<Walk> walks) {
        List<Walk> longer = new ArrayList<>();
        for (Walk walk : walks) {
            evaluation.checkTime();
            NodeValue near = walk.end();
            for (EdgeValue edge : evaluation.graph().edges()) {
                if ((mode == Mode.WALK || !walk.edges().contains(edge)) && isWanted(pattern, edge)) {
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

    /** Whether its conditions name more than the edge, so that they wait for the whole row. */
    static boolean namesOthers(EdgePattern pattern) {
        Set<String> used = new HashSet<>();
        if (pattern.properties() != null) {
            used.addAll(Variables.of(pattern.properties()));
        }
        if (pattern.where() != null) {
            used.addAll(Variables.of(pattern.where()));
        }
        return used.stream().anyMatch(name -> !name.equals(pattern.variable()));
    }

    /** The conditions of one edge are those of its row; of edges in a row, each must meet them by itself. */
    private boolean isWanted(EdgePattern pattern, EdgeValue edge) {
        boolean related =
                pattern.relations() == null || Patterns.hasLabels(pattern.relations(), List.of(edge.relation()));
        if (!related || pattern.length() == null || namesOthers(pattern)) {
            return related;
        }
        Bindings alone = pattern.variable() == null ? Bindings.NONE : Bindings.NONE.with(pattern.variable(), edge);
        return evaluation.patterns().meets(pattern.properties(), pattern.where(), edge, alone);
    }
}
