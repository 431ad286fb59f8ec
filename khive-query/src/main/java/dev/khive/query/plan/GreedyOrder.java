package dev.khive.query.plan;

import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Pattern;
import dev.khive.query.plan.PatternPlanner.PendingEdge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A greedy order of joins without statistics: from the most restricted node along edges, first those that close a
 * cycle, then those whose far end is connected to what is bound, then on from the node bound last.
 */
final class GreedyOrder {
    private final PatternPlanner patterns;
    private final Set<String> unbound;
    private final Map<String, Integer> boundAt = new HashMap<>();
    private final List<PendingEdge> waiting;
    private final Set<String> visible;

    GreedyOrder(PatternPlanner patterns) {
        this.patterns = patterns;
        this.unbound = new LinkedHashSet<>(patterns.nodes().keySet());
        this.waiting = new ArrayList<>(patterns.edges());
        this.visible = new HashSet<>(patterns.outer().keySet());
    }

    List<JoinStep> steps() {
        List<JoinStep> steps = new ArrayList<>();
        while (!waiting.isEmpty() || !unbound.isEmpty()) {
            JoinStep step = next();
            switch (step) {
                case JoinStep.Scan scan -> bind(scan.node());
                case JoinStep.Follow follow -> follow(follow.edge());
            }
            steps.add(step);
        }
        return steps;
    }

    private void follow(PendingEdge edge) {
        waiting.remove(edge);
        boolean forward = isBound(edge.left()) || !isBound(edge.right());
        bind(forward ? edge.left() : edge.right());
        bind(forward ? edge.right() : edge.left());
        visible.add(edge.variable());
    }

    private JoinStep next() {
        Optional<PendingEdge> edge =
                waiting.stream().filter(this::isReachable).max(Comparator.comparingInt(this::score));
        return edge.isPresent()
                ? new JoinStep.Follow(edge.get())
                : new JoinStep.Scan(unbound.stream()
                        .max(Comparator.comparingInt(this::restriction))
                        .orElseThrow());
    }

    private boolean isReachable(PendingEdge edge) {
        if (edge.selector() != Pattern.Selector.ALL) {
            return isBound(edge.left()) && isBound(edge.right());
        }
        return edge.bound() ? visible.contains(edge.variable()) : isBound(edge.left()) || isBound(edge.right());
    }

    private boolean isBound(String node) {
        return !unbound.contains(node);
    }

    private void bind(String node) {
        if (unbound.remove(node)) {
            boundAt.put(node, boundAt.size() + 1);
            visible.add(node);
        }
    }

    private int score(PendingEdge edge) {
        boolean closes = isBound(edge.left()) && isBound(edge.right());
        if (edge.bound()) {
            return 1_000_000;
        }
        if (closes) {
            return edge.pattern().length() == null ? 100_000 : 50_000;
        }
        String near = isBound(edge.left()) ? edge.left() : edge.right();
        String far = near.equals(edge.left()) ? edge.right() : edge.left();
        int connections = 0;
        for (PendingEdge other : waiting) {
            boolean touches = (other.left().equals(far) && isBound(other.right()))
                    || (other.right().equals(far) && isBound(other.left()));
            connections += touches && !other.variable().equals(edge.variable()) ? 1 : 0;
        }
        int trail = edge.pattern().length() == null ? 10_000 : 0;
        return trail + connections * 1_000 + boundAt.getOrDefault(near, 0) * 4 + Math.min(restriction(far), 3);
    }

    /** How much is known of a node: equalities count most, then labels, then any other condition. */
    private int restriction(String node) {
        int restriction = 0;
        for (Expression condition : patterns.conditions()) {
            Set<String> used = Variables.of(condition);
            if (!used.contains(node)) {
                continue;
            }
            boolean alone = used.stream().allMatch(name -> name.equals(node) || visible.contains(name));
            if (alone && condition instanceof Comparison comparison && comparison.isOnly(ComparisonOperator.EQUAL)) {
                restriction += 100;
            } else if (condition instanceof LabelTest) {
                restriction += 10;
            } else if (alone) {
                restriction += 1;
            }
        }
        return restriction;
    }
}
