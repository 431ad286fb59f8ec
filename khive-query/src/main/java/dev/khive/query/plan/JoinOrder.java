package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Expression.Literal;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.LabelExpression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.PatternPlanner.PendingEdge;
import dev.khive.query.plan.PatternPlanner.PendingPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a pattern into joins, in the order that costs least where the graph is known, with conditions as early as can be. */
final class JoinOrder {
    private final PatternPlanner patterns;
    private final Set<String> unbound;
    private final List<PendingEdge> placed = new ArrayList<>();
    private final List<Expression> conditions;
    private final List<PendingPath> paths;
    private final Set<String> visible;
    private final @Nullable PossibleLabels possible;
    private final EdgeMeeting meeting;
    private Operator plan;

    JoinOrder(PatternPlanner patterns, Operator input) {
        this.patterns = patterns;
        this.plan = input;
        this.unbound = new LinkedHashSet<>(patterns.nodes().keySet());
        this.conditions = new ArrayList<>(patterns.conditions());
        this.paths = new ArrayList<>(patterns.paths());
        this.visible = new HashSet<>(patterns.outer().keySet());
        this.possible = PossibleLabels.of(patterns).orElse(null);
        this.meeting = new EdgeMeeting(patterns, possible);
    }

    Operator plan() {
        if (possible != null
                && possible.isContradiction()
                && patterns.rewrites().apply(Rewrite.NO_MATCH)) {
            plan = new Operator.Filter(plan, new Literal(new Position(1, 1), false));
        }
        settle();
        steps().forEach(this::take);
        return plan;
    }

    private List<JoinStep> steps() {
        List<JoinStep> greedy = new GreedyOrder(patterns).steps();
        if (possible == null || greedy.size() < 2 || !patterns.rewrites().on(Rewrite.JOIN_ORDER)) {
            return greedy;
        }
        List<JoinStep> cheapest = new JoinSearch(patterns, new JoinCosts(patterns, possible)).steps();
        if (!cheapest.equals(greedy)) {
            patterns.rewrites().applied(Rewrite.JOIN_ORDER);
        }
        return cheapest;
    }

    private void take(JoinStep step) {
        switch (step) {
            case JoinStep.Scan scan -> scan(scan.node());
            case JoinStep.Follow follow -> expand(follow.edge());
        }
        settle();
    }

    private boolean isBound(String node) {
        return !unbound.contains(node);
    }

    private void bind(String node) {
        if (unbound.remove(node)) {
            visible.add(node);
        }
    }

    private boolean areApart(PendingEdge left, PendingEdge right) {
        return meeting.areApart(left, right) && patterns.rewrites().apply(Rewrite.DISTINCT_EDGES);
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
        if (labels == null) {
            labels = inferred(node);
        }
        plan = new Operator.NodeScan(plan, node, labels, position(node));
        bind(node);
    }

    /** A label that every node has which the pattern can meet there, where the pattern itself names none. */
    private @Nullable LabelExpression inferred(String node) {
        Optional<String> label = possible == null || !patterns.rewrites().on(Rewrite.LABELS_INFERRED)
                ? Optional.empty()
                : possible.commonLabel(node);
        label.ifPresent(name -> patterns.rewrites().applied(Rewrite.LABELS_INFERRED));
        return label.map(name -> new LabelExpression.Name(position(node), name)).orElse(null);
    }

    private Position position(String node) {
        return Objects.requireNonNull(patterns.nodes().get(node));
    }

    private boolean isImplied(Expression condition) {
        if (possible == null
                || !(condition instanceof LabelTest test)
                || !patterns.rewrites().on(Rewrite.LABELS_PROVED)
                || !possible.isImplied(test)) {
            return false;
        }
        possible.drop(test);
        patterns.rewrites().applied(Rewrite.LABELS_PROVED);
        return true;
    }

    private void expand(PendingEdge edge) {
        boolean forward = isBound(edge.left()) || !isBound(edge.right());
        String from = forward ? edge.left() : edge.right();
        String to = forward ? edge.right() : edge.left();
        Direction written = edge.pattern().direction();
        boolean toBound = isBound(to) || from.equals(to);
        Operator.Step step = new Operator.Step(
                edge.pattern().position(),
                edge.variable(),
                from,
                to,
                forward ? written : written.reversed(),
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
                plan = isImplied(condition) ? plan : new Operator.Filter(plan, condition);
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
