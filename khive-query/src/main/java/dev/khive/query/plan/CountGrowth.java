package dev.khive.query.plan;

import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.CountSearch.Solved;
import dev.khive.query.plan.PatternPart.Absent;
import dev.khive.query.plan.PatternPart.Apart;
import dev.khive.query.plan.PatternPart.Different;
import dev.khive.query.plan.PatternPart.Edge;
import dev.khive.query.plan.PatternPart.Present;
import dev.khive.query.plan.PatternPart.Test;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows that are joined as long as that does not multiply them; the rest of the pattern is their weight. */
final class CountGrowth {
    private static final double FEW = 1.05;
    private static final double ONE = 1;
    private static final double NEAR = 0.01;
    static final double SEEK = 1;
    static final double ROW_OF_A_NODE = 1.5;

    private final CountSearch search;
    private final boolean loose;
    private final boolean alone;
    private final List<Solved> factors = new ArrayList<>();
    private Operator plan;
    private CountScope scope;
    private Set<String> named = Set.of();
    private double rows = 1;
    private double cost;

    /** Begins with rows that have been joined. */
    CountGrowth(CountSearch search, Operator plan, CountScope scope) {
        this.search = search;
        this.loose = plan instanceof Operator.Argument;
        this.alone = plan instanceof Operator.NodeScan && scope.bound().size() == 1;
        this.plan = plan;
        this.scope = scope;
    }

    private static double count(List<Solved> factors) {
        return factors.stream().mapToDouble(Solved::count).reduce(1, (left, right) -> left * right);
    }

    /** Joins pairs of nodes that edges join, one of which at least is not bound, or both are. */
    CountGrowth paired(Operator.Pairs pairs, double fan) {
        plan = pairs;
        scope = CountPairs.bound(scope, pairs);
        cost += rows * (CountPairs.LOOKUP + fan * CountSearch.STEP);
        rows *= fan;
        return this;
    }

    /** The rows that have been joined so far with nothing of each but some nodes, and what the rest of the pattern asks for. */
    Operator projected(Set<String> wanted) {
        Set<String> kept = new TreeSet<>(wanted);
        scope.parts().forEach(part -> kept.addAll(part.names()));
        kept.retainAll(scope.bound());
        return new Operator.Project(
                plan,
                kept.stream()
                        .map(name -> new Operator.Column(name, new Expression.Variable(new Position(1, 1), name)))
                        .toList());
    }

    /** Counts each row so often. */
    CountGrowth times(Weight weight) {
        factors.add(new Solved(weight, 0, 1));
        return this;
    }

    /** Joins what is ready, and edges that lead to one node at most, which conditions may rest on. */
    CountGrowth narrowed() {
        joinReady();
        Optional<Edge> narrow = narrow();
        while (narrow.isPresent()) {
            join(narrow.get());
            joinReady();
            narrow = narrow();
        }
        return this;
    }

    private Optional<Edge> narrow() {
        return scope.next().stream()
                .filter(edge -> edge.direction() != Direction.BOTH && fan(edge) <= FEW)
                .findFirst();
    }

    Operator plan() {
        return plan;
    }

    /** The rows with the weight of each. */
    record Grown(Operator rows, Weight weight) {}

    Solved solved() {
        Grown grown = grown();
        if (plan instanceof Operator.Argument) {
            return new Solved(
                    grown.weight(), factors.stream().mapToDouble(Solved::cost).sum(), count(factors));
        }
        double all = cost;
        for (Solved factor : factors) {
            all += rows * factor.cost();
        }
        return new Solved(new Weight.Rows(grown.rows(), grown.weight()), all, rows * count(factors));
    }

    Grown grown() {
        joinReady();
        remember();
        List<CountScope> waiting = scope.divided();
        Optional<Edge> next = next(waiting);
        while (next.isPresent()) {
            Optional<CountScope> first = countedFirst(next.get(), waiting);
            if (first.isPresent()) {
                countFirst(next.get(), first.get());
            } else {
                join(next.get());
            }
            joinReady();
            remember();
            waiting = scope.divided();
            next = next(waiting);
        }
        return weighed();
    }

    /** The rows that have been joined so far, with the weight of each. */
    Grown weighed() {
        scope.divided().forEach(part -> factors.add(search.factor(part.visited(rows))));
        return new Grown(
                plan, Weight.product(factors.stream().map(Solved::weight).toList()));
    }

    /** What it costs to find the rows that have been joined so far, and their weights. */
    double cost() {
        return cost + rows * factors.stream().mapToDouble(Solved::cost).sum();
    }

    /** How many rows have been joined so far. */
    double rows() {
        return rows;
    }

    /**
     * Joins the nodes that the rows must have, by edges where there are any.
     *
     * @param used what is asked of the rows; its edges must be among theirs
     */
    CountGrowth reaching(Set<String> wanted, Set<String> used) {
        named = used;
        joinReady();
        while (wanted.stream().anyMatch(scope.rest()::contains)) {
            Optional<Edge> edge = scope.next().stream()
                    .filter(step -> wanted.contains(step.left()) && wanted.contains(step.right()))
                    .findFirst();
            if (edge.isPresent()) {
                join(edge.get());
            } else {
                String node = scope.rest().stream()
                        .filter(wanted::contains)
                        .min(Comparator.comparingDouble(search.estimates()::nodes)
                                .thenComparing(Comparator.naturalOrder()))
                        .orElseThrow();
                Operator.NodeScan scan = search.scan(plan, node);
                plan = scan;
                rows *= search.estimates().scanned(node, scope.parts());
                scope = CountSearch.scanned(scope.bind(node), scan);
            }
            joinReady();
        }
        return this;
    }

    private void joinReady() {
        List<PatternPart> ready = ready();
        while (!ready.isEmpty()) {
            PatternPart part = ready.stream()
                    .filter(other -> !(other instanceof Edge))
                    .findFirst()
                    .orElse(ready.getFirst());
            scope = scope.without(part);
            switch (part) {
                case Edge edge -> close(edge);
                case Test test -> filter(test.condition());
                case Different different -> {
                    plan = new Operator.Filter(plan, different.condition());
                    cost += rows * CountSearch.STEP;
                }
                case Absent absent -> {
                    cost += rows * searches(absent.present().direction());
                    filter(absent.condition());
                }
                case Present present -> require(present.edge());
                case Apart apart -> {
                    plan = new Operator.DistinctEdges(plan, apart.left(), apart.right());
                    cost += rows * CountSearch.STEP;
                }
                case PatternPart.Optional optional -> throw new IllegalStateException("An optional pattern is no row.");
            }
            ready = ready();
        }
    }

    /** What it costs to know whether there is an edge between two nodes, besides a condition. */
    private static double searches(Direction direction) {
        return direction == Direction.BOTH ? 3 * SEEK : SEEK;
    }

    /** Whether the rows are pairs that know how many such edges there are; they know no direction. */
    private boolean isNumbered(Edge edge) {
        return edge.direction() == Direction.BOTH && scope.bound().contains(CountPairs.number(edge));
    }

    /** Rows between whose nodes an edge is; those that are pairs have one. */
    private void require(Edge edge) {
        if (isNumbered(edge)) {
            return;
        }
        plan = new Operator.HasEdge(plan, CountSearch.step(edge, edge.left(), edge.direction(), true));
        cost += rows * searches(edge.direction());
        rows *= Math.min(1, search.estimates().between(edge));
    }

    /** An edge between two nodes that are bound; of both directions, two counts are cheaper than one search. */
    private void close(Edge edge) {
        double between = search.estimates().between(edge);
        boolean asked = named.contains(edge.name())
                || scope.parts().stream().anyMatch(part -> part.names().contains(edge.name()));
        if (!asked && isNumbered(edge)) {
            factors.add(new Solved(new Weight.EdgeNumber(CountPairs.number(edge)), 0, 1));
            return;
        }
        if (!loose && edge.direction() == Direction.BOTH && !edge.left().equals(edge.right()) && !asked) {
            factors.add(new CountPairs(search)
                    .between(edge, scope.visits() * rows, between)
                    .orElseGet(() -> new Solved(search.counted(edge), 2 * search.seek(edge.left()), between)));
            return;
        }
        plan = new Operator.Expand(plan, CountSearch.step(edge, edge.left(), edge.direction(), true));
        scope = scope.bind(edge.name());
        cost += rows * SEEK;
        rows *= between;
    }

    private List<PatternPart> ready() {
        return scope.ready().stream()
                .filter(part -> !(part instanceof PatternPart.Optional))
                .toList();
    }

    private void filter(Expression condition) {
        plan = new Operator.Filter(plan, condition);
        cost += rows * (condition instanceof LabelTest ? ROW_OF_A_NODE : SEEK);
        rows *= CountEstimates.selectivity(condition);
    }

    /** Keeps what depends on one node alone, where it is met much more often than there are nodes. */
    private void remember() {
        if (!search.estimates().areKnown()) {
            return;
        }
        TreeMap<String, List<CountScope>> hanging = new TreeMap<>();
        for (CountScope part : scope.divided()) {
            Set<String> anchors = part.anchors();
            if (anchors.size() == 1 && search.isNode(anchors.iterator().next())) {
                hanging.computeIfAbsent(anchors.iterator().next(), node -> new ArrayList<>())
                        .add(part);
            }
        }
        hanging.forEach(this::remember);
    }

    private void remember(String node, List<CountScope> parts) {
        Optional<Solved> known = search.known(node, parts, scope.visits() * rows);
        if (known.isEmpty()) {
            return;
        }
        factors.add(known.get());
        for (CountScope part : parts) {
            for (PatternPart gone : part.parts()) {
                scope = scope.without(gone);
            }
            scope = scope.forgetting(part.rest());
        }
    }

    /** The edge to join next: of the only part that is left, or one that leads to one row at most. */
    private Optional<Edge> next(List<CountScope> waiting) {
        if (waiting.size() == 1 && factors.isEmpty()) {
            CountScope only = waiting.getFirst();
            return only.isPlain()
                            && only.next().size() == 1
                            && new CountLabels(search).less(only.visited(rows)).isEmpty()
                    ? Optional.of(only.next().getFirst())
                    : Optional.empty();
        }
        return waiting.stream()
                .filter(part -> part.next().size() == 1 && isNarrow(part))
                .map(part -> part.next().getFirst())
                .min(Comparator.comparingDouble(this::fan));
    }

    private boolean isNarrow(CountScope part) {
        Edge edge = part.next().getFirst();
        return edge.direction() != Direction.BOTH
                && part.isPlain()
                && search.estimates().areKnown()
                && fan(edge) <= FEW
                && search.factor(part.visited(rows)).count() <= FEW;
    }

    /** The part of an edge of which some nodes may have several and others none, where the others parts cost more. */
    private Optional<CountScope> countedFirst(Edge edge, List<CountScope> waiting) {
        double fan = fan(edge);
        if (!alone
                || !search.isOn(Rewrite.COUNT_FIRST)
                || (fan > ONE - NEAR && fan < ONE + NEAR)
                || waiting.stream().allMatch(part -> part.parts().contains(edge) || isSingle(part))) {
            return Optional.empty();
        }
        return waiting.stream()
                .filter(part -> part.parts().equals(List.of(edge)))
                .findFirst();
    }

    private boolean isSingle(CountScope part) {
        return part.next().size() == 1 && isNarrow(part);
    }

    private void countFirst(Edge edge, CountScope part) {
        String number = " number " + edge.name();
        Solved count = search.factor(part.visited(rows));
        plan = new Operator.Counted(plan, count.weight(), number);
        factors.add(new Solved(new Weight.EdgeNumber(number), 0, 1));
        scope = scope.without(edge).forgetting(part.rest());
        cost += rows * count.cost();
        rows *= Math.min(1, fan(edge));
    }

    private String near(Edge edge) {
        return scope.bound().contains(edge.left()) ? edge.left() : edge.right();
    }

    private double fan(Edge edge) {
        return search.estimates().fan(edge, near(edge));
    }

    private void join(Edge edge) {
        String from = near(edge);
        double fan = fan(edge);
        plan = new Operator.Expand(plan, CountSearch.step(edge, from, edge.from(from), false));
        scope = scope.without(edge).bind(edge.other(from)).bind(edge.name());
        cost += rows * (search.seek(from) + fan * CountSearch.STEP);
        rows *= fan;
    }
}
