package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.PatternPlanner.PendingEdge;
import dev.khive.query.plan.PatternPlanner.PendingPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A greedy order of joins without statistics: from the most restricted node along edges, first those that close a
 * cycle, then those whose far end is connected to what is bound, then on from the node bound last.
 */
final class JoinOrder {
    private final PatternPlanner patterns;
    private final Set<String> unbound;
    private final Map<String, Integer> boundAt = new HashMap<>();
    private final List<PendingEdge> waiting;
    private final List<PendingEdge> placed = new ArrayList<>();
    private final List<Expression> conditions;
    private final List<PendingPath> paths;
    private final Set<String> visible;
    private Operator plan;

    JoinOrder(PatternPlanner patterns, Operator input) {
        this.patterns = patterns;
        this.plan = input;
        this.unbound = new LinkedHashSet<>(patterns.nodes().keySet());
        this.waiting = new ArrayList<>(patterns.edges());
        this.conditions = new ArrayList<>(patterns.conditions());
        this.paths = new ArrayList<>(patterns.paths());
        this.visible = new HashSet<>(patterns.outer().keySet());
    }

    Operator plan() {
        settle();
        while (!waiting.isEmpty() || !unbound.isEmpty()) {
            Optional<PendingEdge> next =
                    waiting.stream().filter(this::isReachable).max(Comparator.comparingInt(this::score));
            if (next.isPresent()) {
                expand(next.get());
            } else {
                scan(unbound.stream()
                        .max(Comparator.comparingInt(this::restriction))
                        .orElseThrow());
            }
            settle();
        }
        return plan;
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
        for (Expression condition : conditions) {
            Set<String> used = Variables.of(condition);
            if (!used.contains(node)) {
                continue;
            }
            boolean alone = used.stream().allMatch(name -> name.equals(node) || visible.contains(name));
            if (alone
                    && condition instanceof Comparison comparison
                    && comparison.operators().equals(List.of(ComparisonOperator.EQUAL))) {
                restriction += 100;
            } else if (condition instanceof LabelTest) {
                restriction += 10;
            } else if (alone) {
                restriction += 1;
            }
        }
        return restriction;
    }

    private void scan(String node) {
        LabelExpression labels = null;
        for (Expression condition : List.copyOf(conditions)) {
            if (labels == null
                    && condition instanceof LabelTest test
                    && !test.negated()
                    && test.operand() instanceof Variable variable
                    && variable.name().equals(node)) {
                labels = test.labels();
                conditions.remove(condition);
            }
        }
        plan = new Operator.NodeScan(
                plan, node, labels, Objects.requireNonNull(patterns.nodes().get(node)));
        bind(node);
    }

    private void expand(PendingEdge edge) {
        boolean forward = isBound(edge.left()) || !isBound(edge.right());
        String from = forward ? edge.left() : edge.right();
        String to = forward ? edge.right() : edge.left();
        Direction written = edge.pattern().direction();
        Direction direction = forward
                ? written
                : switch (written) {
                    case OUT -> Direction.IN;
                    case IN -> Direction.OUT;
                    case BOTH -> Direction.BOTH;
                };
        boolean toBound = isBound(to) || from.equals(to);
        Operator.Step step = new Operator.Step(
                edge.pattern().position(),
                edge.variable(),
                from,
                to,
                direction,
                edge.pattern().relations(),
                !forward,
                toBound,
                edge.bound());
        boolean inPath = patterns.paths().stream().anyMatch(path -> path.edges().contains(edge.variable()));
        if (edge.pattern().length() == null) {
            plan = new Operator.Expand(plan, step);
        } else if (ShortestPattern.isCounted(edge.path(), edge.pattern().length())) {
            plan = new Operator.ShortestTrails(
                    plan,
                    step,
                    ShortestPattern.search(edge.path(), edge.pattern().length()),
                    patterns.trailConditions(edge.variable()),
                    inPath);
        } else if (edge.selector() != Pattern.Selector.ALL) {
            plan = new Operator.ShortestPath(
                    plan,
                    step,
                    edge.pattern().length(),
                    patterns.trailConditions(edge.variable()),
                    edge.selector() == Pattern.Selector.ALL_SHORTEST,
                    inPath);
        } else if (edge.isWalk()) {
            plan = new Operator.ExpandWalk(
                    plan, step, edge.pattern().length(), patterns.trailConditions(edge.variable()), inPath);
        } else {
            plan = new Operator.ExpandTrail(
                    plan, step, edge.pattern().length(), patterns.trailConditions(edge.variable()), inPath);
        }
        waiting.remove(edge);
        bind(from);
        bind(to);
        visible.add(edge.variable());
        for (PendingEdge other : placed) {
            boolean once = other.clause() == edge.clause() && !other.isWalk() && !edge.isWalk();
            if (once && !areApart(other, edge)) {
                plan = new Operator.DistinctEdges(plan, other.variable(), edge.variable());
            }
        }
        placed.add(edge);
    }

    private boolean areApart(PendingEdge left, PendingEdge right) {
        return disjoint(left, right) && patterns.rewrites().apply(Rewrite.DISTINCT_EDGES);
    }

    /** Whether the relations alone prove that two patterns never meet the same edge. */
    private static boolean disjoint(PendingEdge left, PendingEdge right) {
        Optional<Set<String>> first = names(left.pattern().relations());
        Optional<Set<String>> second = names(right.pattern().relations());
        return first.isPresent() && second.isPresent() && first.get().stream().noneMatch(second.get()::contains);
    }

    private static Optional<Set<String>> names(@org.jspecify.annotations.Nullable LabelExpression relations) {
        return switch (relations) {
            case LabelExpression.Name name -> Optional.of(Set.of(name.name()));
            case LabelExpression.Or or -> {
                Set<String> all = new HashSet<>();
                for (LabelExpression operand : or.operands()) {
                    Optional<Set<String>> some = names(operand);
                    if (some.isEmpty()) {
                        yield Optional.empty();
                    }
                    all.addAll(some.get());
                }
                yield Optional.of(all);
            }
            case null -> Optional.empty();
            case LabelExpression.And and -> Optional.empty();
            case LabelExpression.Not not -> Optional.empty();
            case LabelExpression.Wildcard any -> Optional.empty();
        };
    }

    /** Puts conditions and paths where the last thing that they need is bound. */
    private void settle() {
        for (PendingPath path : List.copyOf(paths)) {
            if (visible.containsAll(path.edges()) && path.nodes().stream().allMatch(this::isBound)) {
                plan = new Operator.BindPath(plan, path.variable(), path.nodes(), path.edges());
                if (PendingPath.isRestricted(path.mode())) {
                    plan = new Operator.DistinctNodes(plan, path.variable(), path.mode() == Pattern.Mode.SIMPLE);
                }
                visible.add(path.variable());
                paths.remove(path);
            }
        }
        for (Expression condition : List.copyOf(conditions)) {
            Set<String> needed = new HashSet<>(Variables.of(condition));
            needed.retainAll(patterns.scope().keySet());
            if (visible.containsAll(needed)) {
                plan = new Operator.Filter(plan, condition);
                conditions.remove(condition);
            }
        }
    }

    static String describe(Operator.Step step) {
        String relations = step.relations() == null ? "" : ":" + Expressions.labels(step.relations());
        String edge = "[" + name(step.edge()) + relations + "]";
        return "(" + name(step.from()) + ")"
                + switch (step.direction()) {
                    case OUT -> "-" + edge + "->";
                    case IN -> "<-" + edge + "-";
                    case BOTH -> "-" + edge + "-";
                }
                + "(" + name(step.to()) + ")";
    }

    static String name(String variable) {
        return variable.startsWith(" ") ? variable.substring(1) : Expressions.name(variable);
    }
}
