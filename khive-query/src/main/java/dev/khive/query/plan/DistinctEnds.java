package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.ast.Pattern.Length;
import dev.khive.query.plan.Operator.Column;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds edges in a row of which only the ends matter, whichever way leads to them: nothing above counts rows, names the edges
 * or tells them apart.
 *
 * <p>An end that a walk of at most n edges reaches, a trail of at most n edges reaches too: the shortest of the walks meets
 * no node twice. That holds for the start as well where edges have a direction, or where the empty path is allowed. Along
 * undirected edges there and back is a walk and no trail, so there the start must be told apart from the end.
 */
final class DistinctEnds {
    private static final Set<String> RANDOM = Set.of("rand", "randomuuid");

    private final Rewrites rewrites;

    DistinctEnds(Rewrites rewrites) {
        this.rewrites = rewrites;
    }

    /** The plan with reachability in the place of trails where that is the same. */
    QueryPlan rewrite(QueryPlan plan) {
        if (!rewrites.on(Rewrite.DISTINCT_ENDS_BY_LEVEL)) {
            return plan;
        }
        Operator root = visit(plan.root(), Demand.everyRow(plan.columns()));
        IdentityHashMap<Expression, Operator> subplans = new IdentityHashMap<>();
        plan.subplans()
                .forEach((expression, operator) -> subplans.put(expression, visit(operator, demand(expression))));
        return new QueryPlan(root, plan.columns(), subplans, plan.types(), plan.counts());
    }

    private static Demand demand(Expression expression) {
        boolean one = expression instanceof Expression.PatternPredicate
                || (expression instanceof Expression.Subquery subquery
                        && subquery.kind() == Expression.SubqueryKind.EXISTS);
        return one ? new Demand(true, true, Set.of(), Set.of()) : Demand.everyRow(Variables.of(expression));
    }

    /**
     * What is asked of the rows of an operator.
     *
     * @param repeats whether it does not matter how often a row is there
     * @param last whether what is above takes the rows in without joining anything to them
     * @param used the variables that are named above
     * @param apart pairs of variables that must differ, each as a set
     */
    private record Demand(boolean repeats, boolean last, Set<String> used, Set<Set<String>> apart) {
        static Demand everyRow(Collection<String> used) {
            return new Demand(false, false, Set.copyOf(used), Set.of());
        }

        Demand using(Collection<String> more) {
            Set<String> all = new HashSet<>(used);
            all.addAll(more);
            return new Demand(repeats, last, all, apart);
        }

        Demand joined() {
            return new Demand(repeats, false, used, apart);
        }

        Demand apart(Set<String> pair) {
            Set<Set<String>> all = new HashSet<>(apart);
            all.add(pair);
            return new Demand(repeats, last, used, all);
        }
    }

    private Operator visit(Operator operator, Demand demand) {
        return switch (operator) {
            case Operator.Project project ->
                new Operator.Project(visit(project.input(), projected(project, demand)), project.columns());
            case Operator.Aggregate aggregate ->
                new Operator.Aggregate(
                        visit(aggregate.input(), aggregated(aggregate)), aggregate.keys(), aggregate.aggregates());
            case Operator.Distinct distinct ->
                new Operator.Distinct(visit(distinct.input(), new Demand(true, true, demand.used(), demand.apart())));
            case Operator.Sort sort -> {
                Set<String> keys = new HashSet<>();
                sort.keys().forEach(key -> keys.addAll(Variables.of(key.expression())));
                yield new Operator.Sort(visit(sort.input(), demand.using(keys)), sort.keys());
            }
            case Operator.Slice slice ->
                new Operator.Slice(visit(slice.input(), Demand.everyRow(demand.used())), slice.skip(), slice.limit());
            case Operator.Union union -> {
                Demand each = new Demand(demand.repeats() || !union.all(), false, demand.used(), Set.of());
                yield new Operator.Union(visit(union.left(), each), visit(union.right(), each), union.all());
            }
            case Operator.Filter filter ->
                new Operator.Filter(visit(filter.input(), filtered(filter.condition(), demand)), filter.condition());
            case Operator.DistinctEdges edges ->
                new Operator.DistinctEdges(
                        visit(edges.input(), demand.using(List.of(edges.left(), edges.right()))),
                        edges.left(),
                        edges.right());
            case Operator.NodeScan scan ->
                new Operator.NodeScan(
                        visit(scan.input(), demand.joined()), scan.variable(), scan.labels(), scan.position());
            case Operator.Expand expand ->
                new Operator.Expand(visit(expand.input(), stepped(expand.step(), demand)), expand.step());
            case Operator.ExpandTrail trail -> trail(trail, demand);
            case Operator.OptionalJoin optional ->
                new Operator.OptionalJoin(
                        visit(optional.input(), Demand.everyRow(Set.of())),
                        visit(optional.inner(), new Demand(demand.repeats(), false, demand.used(), Set.of())),
                        optional.introduced());
            case Operator.Unwind unwind ->
                new Operator.Unwind(
                        visit(
                                unwind.input(),
                                demand.using(Variables.of(unwind.list())).joined()),
                        unwind.list(),
                        unwind.variable(),
                        unwind.element(),
                        unwind.ordinal(),
                        unwind.firstOrdinal());
            case Operator.BindPath path ->
                new Operator.BindPath(
                        visit(path.input(), demand.using(path.edges()).using(path.nodes())),
                        path.variable(),
                        path.nodes(),
                        path.edges());
            default -> operator;
        };
    }

    /** Names of columns are not those of before; pairs that differ are forgotten. */
    private static Demand projected(Operator.Project project, Demand demand) {
        Set<String> used = new HashSet<>();
        project.columns().forEach(column -> used.addAll(Variables.of(column.expression())));
        boolean random = project.columns().stream().anyMatch(column -> isRandom(column.expression()));
        return new Demand(demand.repeats() && !random, demand.last(), used, Set.of());
    }

    private static Demand aggregated(Operator.Aggregate aggregate) {
        Set<String> used = new HashSet<>();
        aggregate.keys().forEach(column -> used.addAll(Variables.of(column.expression())));
        aggregate.aggregates().forEach(column -> used.addAll(Variables.of(column.expression())));
        boolean repeats = aggregate.aggregates().stream().allMatch(DistinctEnds::ignoresRepeats)
                && aggregate.keys().stream().noneMatch(column -> isRandom(column.expression()));
        return new Demand(repeats, repeats, used, Set.of());
    }

    private static boolean ignoresRepeats(Column column) {
        return column.expression() instanceof FunctionCall call
                && (call.distinct() || call.name().equals("min") || call.name().equals("max"))
                && !isRandom(call);
    }

    private static boolean isRandom(Expression expression) {
        return (expression instanceof FunctionCall call && RANDOM.contains(call.name()))
                || expression instanceof Expression.Subquery
                || Expressions.children(expression).stream().anyMatch(DistinctEnds::isRandom);
    }

    private static Demand filtered(Expression condition, Demand demand) {
        Demand more = demand.using(Variables.of(condition));
        Set<String> pair = different(condition);
        return pair.isEmpty() ? more.joined() : more.apart(pair);
    }

    /** The two variables that a condition tells apart, none where it does something else. */
    private static Set<String> different(Expression condition) {
        return condition instanceof Comparison comparison
                        && comparison.isOnly(ComparisonOperator.NOT_EQUAL)
                        && comparison.operands().get(0) instanceof Variable left
                        && comparison.operands().get(1) instanceof Variable right
                ? Set.copyOf(List.of(left.name(), right.name()))
                : Set.of();
    }

    /** Whether the rows of a plan have been told apart by two variables. */
    private static boolean isApart(Operator operator, Set<String> pair) {
        return switch (operator) {
            case Operator.Filter filter -> different(filter.condition()).equals(pair) || isApart(filter.input(), pair);
            case Operator.Expand expand -> isApart(expand.input(), pair);
            case Operator.ExpandTrail trail -> isApart(trail.input(), pair);
            case Operator.NodeScan scan -> isApart(scan.input(), pair);
            case Operator.DistinctEdges edges -> isApart(edges.input(), pair);
            default -> false;
        };
    }

    private static Set<String> ends(Operator.Step step) {
        return Set.copyOf(List.of(step.from(), step.to()));
    }

    private static Demand stepped(Operator.Step step, Demand demand) {
        return demand.using(List.of(step.edge(), step.from(), step.to())).joined();
    }

    private Operator trail(Operator.ExpandTrail trail, Demand demand) {
        Demand below = stepped(trail.step(), demand);
        Operator input = visit(trail.input(), below);
        return isReach(trail, demand) && rewrites.apply(Rewrite.DISTINCT_ENDS_BY_LEVEL)
                ? new Operator.ExpandReach(input, trail.step(), trail.length(), trail.conditions(), !demand.last())
                : new Operator.ExpandTrail(input, trail.step(), trail.length(), trail.conditions(), trail.withNodes());
    }

    private static boolean isReach(Operator.ExpandTrail trail, Demand demand) {
        Operator.Step step = trail.step();
        Length length = trail.length();
        boolean some = length.minimum() <= 1 && (length.maximum() == null || length.maximum() >= 1);
        boolean startIsPlain = length.minimum() == 0
                || step.direction() != Direction.BOTH
                || demand.apart().contains(ends(step))
                || isApart(trail.input(), ends(step));
        return some
                && startIsPlain
                && demand.repeats()
                && !trail.withNodes()
                && !demand.used().contains(step.edge());
    }
}
