package dev.khive.query.plan;

import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.plan.PatternPlanner.PendingEdge;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the steps of an order of joins are expected to cost, from the numbers of nodes and edges that the facts of the graph
 * tell. A unit is a row read from an index; ends are taken as independent of each other, and degrees as even, but for those of
 * nodes that were reached over edges, see {@link ReachedDegrees}.
 */
final class JoinCosts {
    private static final double SEEK = 4;

    /** Of an edge in either direction: two seeks, and the rows of both are put together. */
    private static final double EITHER_SEEK = 16;

    private static final double NODE_ROW = 5;
    private static final double EQUAL = 0.05;
    private static final double OTHER = 0.4;
    private static final int LONGEST_TRAIL = 4;
    private static final double SHORTEST = 1_000;
    private static final double MOST = 1e30;

    /** The rows after a step, and what it costs to have them. */
    record Estimate(double rows, double cost) {}

    /** A condition that is no test of labels, with the variables that it needs. */
    private record Test(Expression condition, Set<String> used) {
        boolean isNewWith(Set<String> before, Set<String> after) {
            return after.containsAll(used) && !before.containsAll(used);
        }

        boolean isEquality() {
            return condition instanceof Comparison comparison && comparison.isOnly(ComparisonOperator.EQUAL);
        }
    }

    private final PossibleLabels possible;
    private final ReachedDegrees reached;
    private final GraphFacts facts;
    private final List<Test> tests = new ArrayList<>();

    JoinCosts(PatternPlanner patterns, PossibleLabels possible) {
        this.possible = possible;
        this.reached = new ReachedDegrees(patterns, possible);
        this.facts = patterns.facts();
        for (Expression condition : patterns.conditions()) {
            if (!(condition instanceof LabelTest)) {
                Set<String> used = new HashSet<>(Variables.of(condition));
                used.retainAll(patterns.scope().keySet());
                tests.add(new Test(condition, used));
            }
        }
    }

    /**
     * A step after others.
     *
     * @param rows how many there are before it
     * @param before the variables that are bound before it
     * @param after those that are bound after it
     */
    Estimate of(JoinStep step, double rows, Set<String> before, Set<String> after) {
        Estimate bare = switch (step) {
            case JoinStep.Scan scan -> scan(scan.node(), rows, before, after);
            case JoinStep.Follow follow -> follow(follow.edge(), rows, before);
        };
        boolean scans = step instanceof JoinStep.Scan;
        double left = bare.rows();
        double cost = bare.cost();
        for (Test test : tests) {
            if (test.isNewWith(before, after) && !(scans && test.isEquality())) {
                cost += left * NODE_ROW;
                left *= selectivity(test, step, before);
            }
        }
        return new Estimate(Math.min(left, MOST), Math.min(cost, MOST));
    }

    private double selectivity(Test test, JoinStep step, Set<String> before) {
        if (test.isEquality()) {
            return step instanceof JoinStep.Follow follow && test.used().size() == 1
                    ? Math.min(1, IndexedEquality.ROWS / Math.max(1, possible.nodes(far(follow.edge(), before))))
                    : EQUAL;
        }
        boolean differ =
                test.condition() instanceof Comparison comparison && comparison.isOnly(ComparisonOperator.NOT_EQUAL);
        return differ ? 1 : OTHER;
    }

    private static String far(PendingEdge edge, Set<String> before) {
        return before.contains(edge.left()) ? edge.right() : edge.left();
    }

    private Estimate scan(String node, double rows, Set<String> before, Set<String> after) {
        double read = possible.nodes(node);
        double found = read;
        boolean tested = false;
        for (Test test : tests) {
            if (test.isNewWith(before, after) && test.isEquality()) {
                boolean id = IndexedEquality.isOfId(test.condition());
                boolean indexed = id || IndexedEquality.isOfProperty(test.condition(), node, facts);
                found = Math.min(found, id ? 1 : IndexedEquality.ROWS);
                read = indexed ? Math.min(read, found) : read;
                tested |= !indexed;
            }
        }
        return new Estimate(rows * found, rows * (SEEK + read * (tested ? NODE_ROW : 1)));
    }

    private Estimate follow(PendingEdge edge, double rows, Set<String> bound) {
        boolean left = bound.contains(edge.left());
        boolean right = bound.contains(edge.right());
        double seek = edge.pattern().direction() == Direction.BOTH ? EITHER_SEEK : SEEK;
        if (edge.bound()) {
            return new Estimate(rows, rows * seek);
        }
        if (edge.selector() != Pattern.Selector.ALL) {
            return new Estimate(rows, rows * SHORTEST);
        }
        BitSet lefts = possible.of(edge.left());
        BitSet rights = possible.of(edge.right());
        double near = Math.max(1, possible.nodes(left ? edge.left() : edge.right()));
        double far = Math.max(1, possible.nodes(left ? edge.right() : edge.left()));
        double degree = possible.edges(edge, left ? lefts : possible.any(), left ? possible.any() : rights) / near;
        double kept = possible.edges(edge, lefts, rights) / near;
        boolean closes = (left && right) || edge.left().equals(edge.right());
        if (edge.pattern().length() != null) {
            double walked = trails(edge.pattern().length(), degree);
            return new Estimate(rows * (closes ? walked / far : walked), rows * (seek + walked * 2 * SEEK));
        }
        double lift = reached.lift(edge, left ? edge.left() : edge.right(), bound);
        degree *= lift;
        kept *= lift;
        if (closes) {
            double both = kept * (left && right ? reached.lift(edge, edge.right(), bound) : 1);
            return new Estimate(rows * both / far, rows * (seek + both / far));
        }
        double labels = kept < degree ? degree * NODE_ROW : 0;
        return new Estimate(rows * kept, rows * (seek + degree + labels));
    }

    private static double trails(Pattern.Length length, double degree) {
        Integer maximum = length.maximum();
        int longest = Math.min(maximum == null ? LONGEST_TRAIL : maximum, LONGEST_TRAIL);
        double walked = 1;
        double level = 1;
        for (int depth = 0; depth < longest; depth++) {
            level *= Math.max(degree, 1);
            walked += level;
        }
        return walked;
    }
}
