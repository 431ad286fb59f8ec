package dev.khive.query.plan;

import dev.khive.query.ast.Pattern;
import dev.khive.query.plan.JoinCosts.Estimate;
import dev.khive.query.plan.PatternPlanner.PendingEdge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of joins that costs least: Dijkstra's search over what is joined so far. Where that is too much, the best of some
 * orders that take the step with the fewest rows each time.
 */
final class JoinSearch {
    /** What is joined: the variables that are bound, and the places of the edges that were followed. */
    private record Extent(Set<String> bound, BitSet followed) {}

    /** An extent with how it came to be. */
    private record Joined(
            Extent extent,
            double rows,
            double cost,
            @Nullable JoinStep last,
            @Nullable Joined before) {
        List<JoinStep> steps() {
            Deque<JoinStep> steps = new ArrayDeque<>();
            for (Joined joined = this; joined != null && joined.last() != null; joined = joined.before()) {
                steps.addFirst(joined.last());
            }
            return List.copyOf(steps);
        }
    }

    private static final int MOST_JOINED = 5_000;
    private static final int GREEDY_BEGINNINGS = 8;

    private final PatternPlanner patterns;
    private final JoinCosts costs;

    JoinSearch(PatternPlanner patterns, JoinCosts costs) {
        this.patterns = patterns;
        this.costs = costs;
    }

    List<JoinStep> steps() {
        Extent nothing = new Extent(Set.copyOf(patterns.outer().keySet()), new BitSet());
        Joined start = new Joined(nothing, 1, 0, null, null);
        Joined greedy = greedy(start);
        PriorityQueue<Joined> open = new PriorityQueue<>(Comparator.comparingDouble(Joined::cost));
        Set<Extent> closed = new HashSet<>();
        open.add(start);
        int estimates = 0;
        while (!open.isEmpty() && estimates < MOST_JOINED) {
            Joined joined = open.remove();
            if (isComplete(joined)) {
                return joined.steps();
            }
            if (closed.add(joined.extent())) {
                for (Joined next : nexts(joined)) {
                    estimates++;
                    if (next.cost() < greedy.cost() && !closed.contains(next.extent())) {
                        open.add(next);
                    }
                }
            }
        }
        return greedy.steps();
    }

    private Joined greedy(Joined start) {
        List<Joined> beginnings = nexts(start).stream()
                .sorted(Comparator.comparingDouble(Joined::rows))
                .limit(GREEDY_BEGINNINGS)
                .map(this::completed)
                .toList();
        return beginnings.stream().min(Comparator.comparingDouble(Joined::cost)).orElse(start);
    }

    private Joined completed(Joined beginning) {
        Joined joined = beginning;
        while (!isComplete(joined)) {
            joined = nexts(joined).stream()
                    .min(Comparator.comparingDouble(Joined::rows).thenComparingDouble(Joined::cost))
                    .orElseThrow();
        }
        return joined;
    }

    private boolean isComplete(Joined joined) {
        return joined.extent().followed().cardinality() == patterns.edges().size()
                && joined.extent().bound().containsAll(patterns.nodes().keySet());
    }

    /** The edges that can be followed; where there is none, the nodes that are left. */
    private List<Joined> nexts(Joined joined) {
        Extent extent = joined.extent();
        List<Joined> nexts = new ArrayList<>();
        for (int place = 0; place < patterns.edges().size(); place++) {
            PendingEdge edge = patterns.edges().get(place);
            if (!extent.followed().get(place) && isReachable(edge, extent.bound())) {
                Set<String> bound = new HashSet<>(extent.bound());
                bound.add(edge.variable());
                bound.add(edge.left());
                bound.add(edge.right());
                BitSet followed = (BitSet) extent.followed().clone();
                followed.set(place);
                nexts.add(after(joined, new JoinStep.Follow(edge), new Extent(bound, followed)));
            }
        }
        if (nexts.isEmpty()) {
            for (String node : patterns.nodes().keySet()) {
                if (!extent.bound().contains(node)) {
                    Set<String> bound = new HashSet<>(extent.bound());
                    bound.add(node);
                    nexts.add(after(joined, new JoinStep.Scan(node), new Extent(bound, extent.followed())));
                }
            }
        }
        return nexts;
    }

    private Joined after(Joined joined, JoinStep step, Extent extent) {
        Estimate estimate = costs.of(step, joined.rows(), joined.extent().bound(), extent.bound());
        return new Joined(extent, estimate.rows(), joined.cost() + estimate.cost(), step, joined);
    }

    private static boolean isReachable(PendingEdge edge, Set<String> bound) {
        boolean left = bound.contains(edge.left());
        boolean right = bound.contains(edge.right());
        if (edge.selector() != Pattern.Selector.ALL) {
            return left && right;
        }
        return edge.bound() ? bound.contains(edge.variable()) : left || right;
    }
}
