package dev.khive.query.plan;

import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.facts.DegreeLifts;
import dev.khive.query.facts.DegreeLifts.Side;
import dev.khive.query.plan.PatternPlanner.PendingEdge;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many times its average degree a node of a pattern has, once it has been reached over other edges of the pattern. */
final class ReachedDegrees {
    /** Beyond these an edge can be too much for its degrees to be looked at one by one. */
    private static final int MOST_SIDES = 100;

    /** A side of an edge of the pattern at nodes of a label set, by its place. */
    private record SideAt(int place, Side side) {}

    private record Pair(PendingEdge reached, PendingEdge followed, String node) {}

    private final List<PendingEdge> edges;
    private final PossibleLabels possible;
    private final DegreeLifts lifts;
    private final Map<Pair, Double> found = new HashMap<>();

    ReachedDegrees(PatternPlanner patterns, PossibleLabels possible) {
        this.edges = patterns.edges();
        this.possible = possible;
        this.lifts = patterns.facts().degrees();
    }

    /** Of an edge that is followed from a node or closes a cycle there: the most that one of those says which are bound already. */
    double lift(PendingEdge followed, String node, Set<String> bound) {
        if (lifts.areNone()) {
            return 1;
        }
        return edges.stream()
                .filter(edge -> !edge.equals(followed) && bound.contains(edge.variable()) && isAt(edge, node))
                .mapToDouble(edge -> found.computeIfAbsent(new Pair(edge, followed, node), this::lift))
                .max()
                .orElse(1);
    }

    private static boolean isAt(PendingEdge edge, String node) {
        return !edge.left().equals(edge.right())
                && (edge.left().equals(node) || edge.right().equals(node));
    }

    private double lift(Pair pair) {
        Map<SideAt, Double> reached = sides(pair.reached(), pair.node());
        Map<SideAt, Double> followed = sides(pair.followed(), pair.node());
        if (reached.size() > MOST_SIDES || followed.size() > MOST_SIDES) {
            return 1;
        }
        double even = 0;
        double lifted = 0;
        for (Map.Entry<SideAt, Double> over : reached.entrySet()) {
            int place = over.getKey().place();
            for (Map.Entry<SideAt, Double> on : followed.entrySet()) {
                if (on.getKey().place() == place) {
                    double weight = over.getValue()
                            * on.getValue()
                            / Math.max(1, possible.labelSet(place).nodes());
                    even += weight;
                    lifted += weight
                            * lifts.lift(
                                    possible.labelSet(place).id(),
                                    over.getKey().side(),
                                    on.getKey().side());
                }
            }
        }
        return even == 0 ? 1 : lifted / even;
    }

    /** How many edges that an edge of the pattern can be have such a node at its end there, by its labels and the side. */
    private Map<SideAt, Double> sides(PendingEdge edge, String node) {
        Map<SideAt, Double> sides = new LinkedHashMap<>();
        boolean left = edge.left().equals(node);
        Direction direction =
                left ? edge.pattern().direction() : edge.pattern().direction().reversed();
        for (PossibleLabels.Ends shape : possible.shapes(edge)) {
            if (direction != Direction.IN && possible.of(node).get(shape.source())) {
                sides.merge(
                        new SideAt(shape.source(), new Side(shape.relation(), true)),
                        (double) shape.edges(),
                        Double::sum);
            }
            if (direction != Direction.OUT && possible.of(node).get(shape.target())) {
                sides.merge(
                        new SideAt(shape.target(), new Side(shape.relation(), false)),
                        (double) shape.edges(),
                        Double::sum);
            }
        }
        return sides;
    }
}
