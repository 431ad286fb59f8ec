package dev.khive.query.plan;

import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What it costs to join a pattern row by row and to aggregate the rows, begun at the node and continued by the edges that meet
 * fewest; beside it stands what its branches cost when they are counted.
 */
final class JoinedRows {
    /** A row that is aggregated. */
    private static final double AGGREGATED = 1;

    private static final double KEPT = 0.5;

    /** How many rows a node of an optional pattern makes of one. */
    private static final double OPTIONAL = 2;

    /** How much dearer counts may be expected to be: skewed degrees make more rows than averages tell, and no more branches. */
    private static final double CAUTION = 2;

    private final CountEstimates estimates;
    private final List<PatternPart> waiting;
    private final Set<String> rest;
    private final Set<String> bound = new HashSet<>();
    private double rows;
    private double cost;

    private JoinedRows(CountEstimates estimates, CountScope scope, String start) {
        this.estimates = estimates;
        this.waiting = new ArrayList<>(scope.parts());
        this.rest = new HashSet<>(scope.rest());
        this.rows = estimates.scanned(start, scope.parts());
        this.cost = rows * CountSearch.SCANNED;
        bind(start);
    }

    /** Whether rows of some nodes that are counted by themselves are expected to cost less than all rows of a pattern. */
    static boolean areDearer(CountEstimates estimates, CountScope scope, Set<String> core, CountGrowth counted) {
        double scanned = core.stream()
                .mapToDouble(node -> estimates.scanned(node, scope.parts()))
                .min()
                .orElse(0);
        double counts = scanned * CountSearch.SCANNED + counted.cost() + counted.rows() * AGGREGATED;
        return scope.rest().stream()
                .allMatch(start -> counts <= CAUTION * new JoinedRows(estimates, scope, start).whole());
    }

    private double whole() {
        while (!rest.isEmpty()) {
            Optional<Edge> next = waiting.stream()
                    .filter(Edge.class::isInstance)
                    .map(Edge.class::cast)
                    .filter(edge -> bound.contains(edge.left()) != bound.contains(edge.right()))
                    .min(Comparator.comparingDouble(this::fan));
            if (next.isPresent()) {
                follow(next.get());
            } else {
                String node = rest.stream()
                        .min(Comparator.comparingDouble(other -> estimates.scanned(other, waiting)))
                        .orElseThrow();
                rows *= estimates.scanned(node, waiting);
                cost += rows * CountSearch.SCANNED;
                bind(node);
            }
        }
        return cost + rows * AGGREGATED;
    }

    private double fan(Edge edge) {
        return estimates.fan(edge, bound.contains(edge.left()) ? edge.left() : edge.right());
    }

    private void follow(Edge edge) {
        double fan = fan(edge);
        cost += rows * (CountGrowth.SEEK + fan * CountSearch.STEP);
        rows *= fan;
        waiting.remove(edge);
        bind(bound.contains(edge.left()) ? edge.right() : edge.left());
    }

    private void bind(String node) {
        rest.remove(node);
        bound.add(node);
        for (PatternPart part : List.copyOf(waiting)) {
            if (bound.containsAll(part.names())) {
                waiting.remove(part);
                settle(part);
            }
        }
    }

    private void settle(PatternPart part) {
        switch (part) {
            case Test test -> rows *= CountEstimates.selectivity(test.condition());
            case Edge edge -> {
                cost += rows * CountGrowth.SEEK;
                rows *= estimates.between(edge);
            }
            case PatternPart.Absent absent -> halve();
            case PatternPart.Present present -> halve();
            case PatternPart.Optional optional -> {
                rows *= Math.pow(OPTIONAL, optional.nodes().size());
                cost += rows * CountGrowth.SEEK;
            }
            default -> cost += rows * CountSearch.STEP;
        }
    }

    private void halve() {
        cost += rows * CountGrowth.SEEK;
        rows *= KEPT;
    }
}
