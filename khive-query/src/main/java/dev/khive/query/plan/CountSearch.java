package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.PatternPart.Absent;
import dev.khive.query.plan.PatternPart.Apart;
import dev.khive.query.plan.PatternPart.Different;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Present;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds how to count the matches of a pattern with the fewest steps. What is bound divides the rest of a pattern into parts that
 * do not depend on each other; the count is the product of theirs.
 */
final class CountSearch {
    /** Thrown where the pattern has more ways to be counted than it is worth to compare. */
    static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * A weight with what is expected of it.
     *
     * @param cost the steps to find it once
     * @param count how much it is
     */
    record Solved(Weight weight, double cost, double count) {}

    /** What was asked, with what its answer depends on besides. */
    private record Asked(CountScope scope, int arms, String scanned) {}

    private static final int MOST_STEPS = 4_000;
    private static final int MOST_ARMS = 3;

    /** An entry of an index beside the one before. */
    static final double STEP = 0.15;

    /** A node beside the one before. */
    static final double SCANNED = 0.2;

    /** To find the edges of a node beside the one before. */
    static final double IN_ORDER = 0.3;

    private static final double HOT = 0.5;
    private static final double HOT_NODES = 20_000;
    private static final double KEPT = 2;

    private final CountEstimates estimates;
    private final Rewrites rewrites;
    private final Map<String, Position> nodes = new HashMap<>();
    private final Map<String, LabelExpression> labels = new HashMap<>();
    private final Map<Asked, Solved> answered = new HashMap<>();
    private int steps;
    private int arms;
    private String scanned = "";

    CountSearch(CountPattern pattern, CountEstimates estimates, Rewrites rewrites) {
        this.estimates = estimates;
        this.rewrites = rewrites;
        register(pattern.nodes(), pattern.parts());
    }

    private void register(Map<String, Position> added, List<PatternPart> parts) {
        nodes.putAll(added);
        for (PatternPart part : parts) {
            if (part instanceof PatternPart.Optional optional) {
                register(optional.nodes(), optional.parts());
            } else if (part instanceof Test test
                    && test.condition() instanceof LabelTest label
                    && !label.negated()
                    && label.operand() instanceof Expression.Variable variable
                    && added.containsKey(variable.name())) {
                labels.putIfAbsent(variable.name(), label.labels());
            }
        }
    }

    CountEstimates estimates() {
        return estimates;
    }

    boolean isOn(Rewrite rewrite) {
        return rewrites.on(rewrite);
    }

    /** The weight of some nodes, edges and conditions for what is bound. */
    Solved whole(CountScope scope) {
        List<PatternPart> loose = scope.ready().stream()
                .filter(part -> !(part instanceof PatternPart.Optional))
                .toList();
        if (!loose.isEmpty()) {
            return new CountGrowth(this, new Operator.Argument(), scope).solved();
        }
        List<Weight> factors = new ArrayList<>();
        double cost = 0;
        double count = 1;
        for (CountScope part : scope.divided()) {
            Solved solved = kept(part);
            factors.add(solved.weight());
            cost += solved.cost();
            count *= solved.count();
        }
        return new Solved(Weight.product(factors), cost, count);
    }

    /** The weight of a part, found once for each node where it depends on one alone that is met often. */
    private Solved kept(CountScope part) {
        Set<String> anchors = part.anchors();
        return anchors.size() == 1 && isNode(anchors.iterator().next())
                ? known(anchors.iterator().next(), List.of(part), part.visits()).orElseGet(() -> factor(part))
                : factor(part);
    }

    /** The weight of parts that depend on one node; empty where it costs no more to find it for each row. */
    Optional<Solved> known(String node, List<CountScope> parts, double visits) {
        if (!estimates.areKnown()) {
            return Optional.empty();
        }
        double all = estimates.nodes(node);
        if (visits < KEPT * all) {
            return Optional.empty();
        }
        List<Solved> solved = parts.stream()
                .map(part -> factor(new CountScope(part.rest(), part.parts(), part.bound(), all)))
                .toList();
        double once = solved.stream().mapToDouble(Solved::cost).sum();
        if (visits * once < all * (once + KEPT) + visits * CountGrowth.SEEK * KEPT) {
            return Optional.empty();
        }
        Weight weight = Weight.product(solved.stream().map(Solved::weight).toList());
        return Optional.of(new Solved(
                new Weight.Known(node, node, scan(new Operator.Unit(), node), weight, true),
                CountPairs.LOOKUP + all * (once + KEPT) / visits,
                solved.stream().mapToDouble(Solved::count).reduce(1, (left, right) -> left * right)));
    }

    /** The weight of a part that cannot be divided. */
    Solved factor(CountScope whole) {
        CountScope scope = whole.needed();
        Asked asked = new Asked(scope, arms, scope.bound().contains(scanned) ? scanned : "");
        Solved before = answered.get(asked);
        if (before != null) {
            return before;
        }
        Solved solved = solved(scope);
        answered.put(asked, solved);
        return solved;
    }

    private Solved solved(CountScope scope) {
        if (++steps > MOST_STEPS) {
            throw new TooMany();
        }
        if (scope.isOptional()) {
            return optional(scope);
        }
        Optional<Solved> less = new CountLabels(this).less(scope);
        if (less.isPresent()) {
            return less.get();
        }
        Optional<Solved> triangle = new CountTriangles(this).way(scope);
        if (triangle.isPresent()) {
            return triangle.get();
        }
        Solved best = enumerated(scope);
        for (PatternPart part : scope.parts()) {
            Optional<Solved> rest = subtracted(part, scope);
            if (rest.isPresent()) {
                return rest.get().cost() < best.cost() ? rest.get() : best;
            }
        }
        return best;
    }

    private Solved optional(CountScope scope) {
        PatternPart.Optional optional = (PatternPart.Optional) scope.parts().getFirst();
        Solved inner =
                whole(new CountScope(optional.nodes().keySet(), optional.parts(), scope.bound(), scope.visits()));
        return new Solved(new Weight.AtLeastOne(inner.weight()), inner.cost(), Math.max(1, inner.count()));
    }

    /** All of a part less those matches that a condition forbids. */
    private Optional<Solved> subtracted(PatternPart part, CountScope scope) {
        Optional<CountScope> forbidden = forbidden(part, scope);
        if (forbidden.isEmpty()) {
            return Optional.empty();
        }
        Solved all = whole(scope.without(part));
        Solved less = whole(forbidden.get());
        return Optional.of(new Solved(
                new Weight.Difference(
                        all.weight(),
                        less.weight(),
                        part instanceof Absent ? Rewrite.SUBTRACT_PATTERN : Rewrite.SUBTRACT_EQUAL),
                all.cost() + less.cost(),
                all.count()));
    }

    private Optional<CountScope> forbidden(PatternPart part, CountScope scope) {
        boolean equal = rewrites.on(Rewrite.SUBTRACT_EQUAL);
        return switch (part) {
            case Different different
            when equal ->
                PatternMerge.nodes(different, scope.rest(), scope.without(part).parts())
                        .map(scope::of);
            case Apart apart
            when equal ->
                PatternMerge.edges(apart, scope.rest(), scope.without(part).parts())
                        .map(scope::of);
            case Absent absent
            when rewrites.on(Rewrite.SUBTRACT_PATTERN) ->
                Optional.of(scope.without(part).with(absent.present()));
            default -> Optional.empty();
        };
    }

    private Solved enumerated(CountScope scope) {
        List<Solved> ways = new ArrayList<>();
        scope.next().forEach(edge -> ways.add(along(edge, scope)));
        scope.present().forEach(present -> ways.add(along(present, scope)));
        if (!ways.isEmpty()) {
            return ways.stream().min(Comparator.comparingDouble(Solved::cost)).orElseThrow();
        }
        scope.rest().stream().sorted().forEach(node -> ways.add(from(node, scope)));
        if (scope.bound().isEmpty()) {
            ways.addAll(new CountPairs(this).ways(scope));
            ways.addAll(new CountTriangles(this).pairs(scope));
        }
        return ways.stream().min(Comparator.comparingDouble(Solved::cost)).orElseThrow();
    }

    private Solved from(String node, CountScope scope) {
        return scanning(node, scope, CountGrowth::solved);
    }

    /** What begins at each node that a node can be, which come in the order of the index. */
    Solved scanning(String node, CountScope scope, Function<CountGrowth, Solved> counted) {
        double count = estimates.scanned(node, scope.parts());
        String before = scanned;
        scanned = node;
        Operator.NodeScan scan = scan(new Operator.Argument(), node);
        Solved rest = counted.apply(
                new CountGrowth(this, scan, scanned(scope.bind(node).visited(count), scan)));
        scanned = before;
        return new Solved(rest.weight(), 1 + count * (SCANNED + rest.cost()), count * rest.count());
    }

    /** What it costs to find the edges of a node: the nodes of a scan come in the order of the index, a few nodes stay at hand. */
    double seek(String node) {
        return node.equals(scanned) ? IN_ORDER : estimates.nodes(node) <= HOT_NODES ? HOT : CountGrowth.SEEK;
    }

    /** How many edges there are between two nodes that are bound. */
    Weight counted(Edge edge) {
        Operator in = new Operator.Expand(new Operator.Argument(), step(edge, edge.left(), Direction.IN, true));
        return new Weight.Sum(List.of(
                new Weight.Rows(
                        new Operator.Expand(new Operator.Argument(), step(edge, edge.left(), Direction.OUT, true)),
                        new Weight.One()),
                new Weight.Rows(
                        new Operator.Filter(in, PatternMerge.differ(edge.position(), edge.left(), edge.right())),
                        new Weight.One())));
    }

    /** All nodes that a node can be. */
    Operator.NodeScan scan(Operator input, String node) {
        Position position = nodes.getOrDefault(node, new Position(1, 1));
        LabelExpression known = labels.get(node);
        return new Operator.NodeScan(input, node, known != null ? known : estimates.labels(node, position), position);
    }

    private Solved along(Edge edge, CountScope scope) {
        String from = scope.bound().contains(edge.left()) ? edge.left() : edge.right();
        double fan = estimates.fan(edge, from);
        if (edge.direction() != Direction.BOTH || arms >= MOST_ARMS) {
            return arm(edge, from, edge.from(from), false, fan, scope);
        }
        arms++;
        Solved out = arm(edge, from, Direction.OUT, false, fan / 2, scope);
        Solved in = arm(edge, from, Direction.IN, true, fan / 2, scope);
        arms--;
        return new Solved(
                new Weight.Sum(List.of(out.weight(), in.weight())), out.cost() + in.cost(), out.count() + in.count());
    }

    /** The nodes at the other ends of some edges, each once. */
    private Solved along(Present present, CountScope scope) {
        String from = scope.bound().contains(present.from()) ? present.from() : present.to();
        Edge edge = present.edge();
        double fan = estimates.fan(edge, from);
        Operator plan = new Operator.ExpandOnce(new Operator.Argument(), step(edge, from, edge.from(from), false));
        Solved rest = new CountGrowth(
                        this,
                        plan,
                        scope.without(present).bind(edge.other(from)).visited(fan))
                .solved();
        return new Solved(rest.weight(), 2 * seek(from) + fan * (2 * STEP + rest.cost()), fan * rest.count());
    }

    private Solved arm(
            Edge edge, String from, Direction direction, boolean withoutLoops, double fan, CountScope scope) {
        String to = edge.other(from);
        Operator plan = new Operator.Expand(new Operator.Argument(), step(edge, from, direction, false));
        if (withoutLoops) {
            plan = new Operator.Filter(plan, PatternMerge.differ(edge.position(), from, to));
        }
        CountScope next = scope.without(edge).bind(to).bind(edge.name()).visited(fan);
        Solved rest = new CountGrowth(this, plan, next).solved();
        return new Solved(rest.weight(), seek(from) + fan * (STEP + rest.cost()), fan * rest.count());
    }

    static Operator.Step step(Edge edge, String from, Direction direction, boolean bound) {
        return new Operator.Step(
                edge.position(),
                edge.name(),
                from,
                edge.other(from),
                direction,
                edge.relations(),
                !from.equals(edge.left()),
                bound,
                false);
    }

    /** Without the test of labels that a scan makes. */
    static CountScope scanned(CountScope scope, Operator.NodeScan scan) {
        CountScope less = scope;
        for (PatternPart part : scope.parts()) {
            if (scan.labels() != null
                    && part instanceof Test test
                    && test.condition() instanceof LabelTest label
                    && !label.negated()
                    && CountEstimates.isOf(label, scan.variable())
                    && Expressions.labels(label.labels()).equals(Expressions.labels(scan.labels()))) {
                less = less.without(part);
            }
        }
        return less;
    }

    boolean isNode(String name) {
        return nodes.containsKey(name);
    }
}
