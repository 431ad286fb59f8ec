package dev.khive.query.plan;

import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.CountEstimates.Others;
import dev.khive.query.plan.CountSearch.Solved;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Test;
import java.util.Iterator;
import java.util.Optional;

/**
 * Edges to nodes with a label, counted as all such edges less those to other nodes: the former need no row of a node, the latter
 * are few and gathered once.
 */
final class CountLabels {
    /** An edge that is read, sorted and counted. */
    private static final double GATHERED = 0.6;

    /** So few nodes cost nothing in either way. */
    private static final double FEW = 50;

    private final CountSearch search;

    CountLabels(CountSearch search) {
        this.search = search;
    }

    /** An edge from what is bound to a node with labels, and nothing else. */
    private record Labelled(Edge edge, String from, String node, Test test, LabelExpression labels) {}

    /** The count of a part that is nothing but such an edge; empty where it is another, or costs no less so. */
    Optional<Solved> less(CountScope scope) {
        return search.estimates().areKnown() && search.isOn(Rewrite.SUBTRACT_LABELS)
                ? labelled(scope).flatMap(part -> less(part, scope))
                : Optional.empty();
    }

    private Optional<Labelled> labelled(CountScope scope) {
        if (scope.rest().size() != 1 || scope.parts().size() != 2) {
            return Optional.empty();
        }
        String node = scope.rest().iterator().next();
        Iterator<PatternPart> parts = scope.parts().iterator();
        PatternPart one = parts.next();
        PatternPart other = parts.next();
        return one instanceof Edge edge
                ? labelled(edge, other, node, scope)
                : other instanceof Edge edge ? labelled(edge, one, node, scope) : Optional.empty();
    }

    private Optional<Labelled> labelled(Edge edge, PatternPart condition, String node, CountScope scope) {
        return edge.direction() != Direction.BOTH
                        && edge.names().contains(node)
                        && scope.bound().contains(edge.other(node))
                        && condition instanceof Test test
                        && test.condition() instanceof LabelTest label
                        && !label.negated()
                        && CountEstimates.isOf(label, node)
                ? Optional.of(new Labelled(edge, edge.other(node), node, test, label.labels()))
                : Optional.empty();
    }

    private Optional<Solved> less(Labelled part, CountScope scope) {
        Edge edge = part.edge();
        Optional<Others> others = search.estimates()
                .others(
                        edge,
                        part.node(),
                        part.labels(),
                        part.test().condition().position());
        if (others.isEmpty()) {
            return Optional.empty();
        }
        double with = search.estimates().fan(edge, part.from());
        double all = with + others.get().edges() / search.estimates().nodes(part.from());
        double once = others.get().nodes() * (CountSearch.SCANNED + CountSearch.IN_ORDER)
                + others.get().edges() * GATHERED;
        double cost = search.seek(part.from())
                + all * CountSearch.STEP
                + CountPairs.LOOKUP
                + once / Math.max(1, scope.visits());
        boolean many = search.estimates().nodes(part.from()) + others.get().nodes() > FEW;
        if (many && cost >= search.seek(part.from()) + with * (CountSearch.STEP + CountGrowth.ROW_OF_A_NODE)) {
            return Optional.empty();
        }
        return Optional.of(new Solved(
                new Weight.Difference(whole(part), gathered(part, others.get()), Rewrite.SUBTRACT_LABELS), cost, with));
    }

    private static Weight whole(Labelled part) {
        Operator.Step step =
                CountSearch.step(part.edge(), part.from(), part.edge().from(part.from()), false);
        return new Weight.Rows(new Operator.Expand(new Operator.Argument(), step), new Weight.One());
    }

    private static Weight gathered(Labelled part, Others others) {
        Operator.NodeScan scan = new Operator.NodeScan(
                new Operator.Unit(),
                part.node(),
                others.labels(),
                part.test().condition().position());
        Operator.Step step =
                CountSearch.step(part.edge(), part.node(), part.edge().from(part.node()), false);
        return new Weight.Gathered(part.from(), new Operator.Expand(scan, step));
    }
}
