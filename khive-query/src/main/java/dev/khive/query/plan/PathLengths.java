package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.PatternComprehension;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.ast.Expression.Subquery;
import dev.khive.query.ast.Expression.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Finds shortest paths of which nothing but the length is asked for, anywhere in a query. Names are taken as they are written: one
 * that stands for something else elsewhere in the query, and is asked for more there, keeps its path.
 */
final class PathLengths {
    private final Rewrites rewrites;
    private final Set<String> used = new HashSet<>();
    private final List<String> edgesOfPaths = new ArrayList<>();

    PathLengths(Rewrites rewrites) {
        this.rewrites = rewrites;
    }

    /** The plan with lengths in the place of paths where that is the same. */
    QueryPlan rewrite(QueryPlan plan) {
        if (!rewrites.on(Rewrite.SHORTEST_LENGTHS)
                || !collect(plan.root())
                || !plan.subplans().values().stream().allMatch(this::collect)) {
            return plan;
        }
        IdentityHashMap<Expression, Operator> subplans = new IdentityHashMap<>();
        plan.subplans().forEach((expression, operator) -> subplans.put(expression, visit(operator)));
        return new QueryPlan(visit(plan.root()), plan.columns(), subplans, plan.types(), plan.counts());
    }

    /** Notes what is asked of each variable; false where an operator may ask for what is not seen here. */
    private boolean collect(Operator operator) {
        boolean understood = switch (operator) {
            case Operator.Unit unit -> true;
            case Operator.Argument argument -> true;
            case Operator.NodeScan scan -> true;
            case Operator.Expand expand -> step(expand.step(), List.of());
            case Operator.ExpandTrail trail -> step(trail.step(), trail.conditions());
            case Operator.ExpandReach reach -> step(reach.step(), reach.conditions());
            case Operator.ExpandWalk walk -> step(walk.step(), walk.conditions());
            case Operator.ShortestTrails trails -> step(trails.step(), trails.conditions());
            case Operator.ShortestPath shortest -> expressions(shortest.conditions());
            case Operator.DistinctEdges edges -> names(List.of(edges.left(), edges.right()));
            case Operator.DistinctNodes nodes -> names(List.of(nodes.path()));
            case Operator.BindPath path -> edges(path);
            case Operator.Resolve resolve -> names(resolve.variables().keySet());
            case Operator.Filter filter -> expressions(List.of(filter.condition()));
            case Operator.OptionalJoin optional -> names(optional.introduced().keySet());
            case Operator.Unwind unwind -> expressions(List.of(unwind.list()));
            case Operator.Project project -> columns(project.columns());
            case Operator.Aggregate aggregate -> columns(aggregate.keys()) && columns(aggregate.aggregates());
            case Operator.Distinct distinct -> true;
            case Operator.Sort sort ->
                expressions(
                        sort.keys().stream().map(Operator.SortKey::expression).toList());
            case Operator.Slice slice -> true;
            case Operator.Union union -> true;
            case Operator.ExpandOnce other -> false;
            case Operator.HasEdge other -> false;
            case Operator.Pairs other -> false;
            case Operator.LinkedPairs other -> false;
            case Operator.Counted other -> false;
            case Operator.ShortestLength other -> false;
            case Operator.Tally other -> false;
            case Operator.Members other -> false;
            case Operator.Complete other -> false;
        };
        return understood && operator.inputs().stream().allMatch(this::collect);
    }

    private boolean step(Operator.Step step, List<Expression> conditions) {
        return names(List.of(step.edge())) && expressions(conditions);
    }

    private boolean edges(Operator.BindPath path) {
        edgesOfPaths.addAll(path.edges());
        return true;
    }

    private boolean names(Collection<String> names) {
        used.addAll(names);
        return true;
    }

    private boolean columns(List<Operator.Column> columns) {
        return expressions(columns.stream().map(Operator.Column::expression).toList());
    }

    private boolean expressions(List<Expression> expressions) {
        expressions.forEach(this::expression);
        return true;
    }

    private void expression(Expression expression) {
        switch (expression) {
            case Variable variable -> used.add(variable.name());
            case FunctionCall call when isLength(call) -> {}
            case Subquery query -> used.addAll(Variables.of(query));
            case PatternPredicate predicate -> used.addAll(Variables.of(predicate));
            case PatternComprehension comprehension -> used.addAll(Variables.of(comprehension));
            default -> expressions(Expressions.children(expression));
        }
    }

    private static boolean isLength(FunctionCall call) {
        return call.name().equals("length") && call.arguments().getFirst() instanceof Variable;
    }

    private Operator visit(Operator operator) {
        return switch (operator) {
            case Operator.BindPath path -> path(path);
            case Operator.Project project -> new Operator.Project(visit(project.input()), project.columns());
            case Operator.Aggregate aggregate ->
                new Operator.Aggregate(visit(aggregate.input()), aggregate.keys(), aggregate.aggregates());
            case Operator.Distinct distinct -> new Operator.Distinct(visit(distinct.input()));
            case Operator.Sort sort -> new Operator.Sort(visit(sort.input()), sort.keys());
            case Operator.Slice slice -> new Operator.Slice(visit(slice.input()), slice.skip(), slice.limit());
            case Operator.Filter filter -> new Operator.Filter(visit(filter.input()), filter.condition());
            case Operator.NodeScan scan ->
                new Operator.NodeScan(visit(scan.input()), scan.variable(), scan.labels(), scan.position());
            case Operator.Expand expand -> new Operator.Expand(visit(expand.input()), expand.step());
            case Operator.Union union -> new Operator.Union(visit(union.left()), visit(union.right()), union.all());
            case Operator.Unit other -> other;
            case Operator.Argument other -> other;
            case Operator.ExpandOnce other -> other;
            case Operator.HasEdge other -> other;
            case Operator.Pairs other -> other;
            case Operator.LinkedPairs other -> other;
            case Operator.ExpandTrail other -> other;
            case Operator.ExpandWalk other -> other;
            case Operator.ExpandReach other -> other;
            case Operator.Counted other -> other;
            case Operator.ShortestPath other -> other;
            case Operator.ShortestLength other -> other;
            case Operator.ShortestTrails other -> other;
            case Operator.DistinctEdges other -> other;
            case Operator.Resolve other -> other;
            case Operator.DistinctNodes other -> other;
            case Operator.OptionalJoin other -> other;
            case Operator.Unwind other -> other;
            case Operator.Tally other -> other;
            case Operator.Members other -> other;
            case Operator.Complete other -> other;
        };
    }

    private Operator path(Operator.BindPath path) {
        if (path.input() instanceof Operator.ShortestPath shortest
                && !shortest.all()
                && path.edges().equals(List.of(shortest.step().edge()))
                && Collections.frequency(edgesOfPaths, shortest.step().edge()) == 1
                && !used.contains(shortest.step().edge())
                && !used.contains(path.variable())) {
            return new Operator.ShortestLength(path, shortest);
        }
        return new Operator.BindPath(visit(path.input()), path.variable(), path.nodes(), path.edges());
    }
}
