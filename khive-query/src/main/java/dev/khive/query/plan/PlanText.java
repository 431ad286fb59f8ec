package dev.khive.query.plan;

import dev.khive.api.query.Explanation;
import dev.khive.query.analysis.Expressions;
import dev.khive.query.ast.Pattern.Length;
import dev.khive.query.plan.Operator.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How explain shows a plan. */
public final class PlanText {
    private PlanText() {}

    /** The tree of operators; plans of subqueries follow the root's inputs. */
    public static Explanation.Operator describe(QueryPlan plan) {
        Explanation.Operator root = describe(plan.root());
        List<Explanation.Operator> inputs = new ArrayList<>(root.inputs());
        plan.subplans()
                .forEach((expression, operator) -> inputs.add(new Explanation.Operator(
                        "Subquery", Expressions.text(expression), List.of(describe(operator)))));
        return new Explanation.Operator(
                "Produce",
                plan.columns().stream().map(Expressions::name).collect(Collectors.joining(", ")),
                plan.subplans().isEmpty() ? List.of(root) : withSubqueries(root, inputs));
    }

    private static List<Explanation.Operator> withSubqueries(
            Explanation.Operator root, List<Explanation.Operator> inputs) {
        return List.of(new Explanation.Operator(root.name(), root.detail(), inputs));
    }

    private static Explanation.Operator describe(Operator operator) {
        List<Explanation.Operator> inputs = new ArrayList<>();
        operator.inputs().stream()
                .filter(input -> !(input instanceof Operator.Unit))
                .map(PlanText::describe)
                .forEach(inputs::add);
        if (operator instanceof Operator.LinkedPairs linked && isFirst(linked)) {
            linked.links().forEach(link -> inputs.add(describe(link.rows())));
        }
        if (operator instanceof Operator.Tally tally) {
            inputs.add(describe(tally.weight()));
        } else if (operator instanceof Operator.Counted counted) {
            inputs.add(describe(counted.weight()));
        }
        return new Explanation.Operator(operator.getClass().getSimpleName(), detail(operator), inputs);
    }

    private static Explanation.Operator describe(Weight weight) {
        List<Explanation.Operator> inputs = new ArrayList<>();
        if (weight instanceof Weight.Rows rows) {
            inputs.add(describe(rows.branch()));
        } else if (weight instanceof Weight.Gathered gathered) {
            inputs.add(describe(gathered.rows()));
        }
        weight.parts().stream()
                .filter(part -> !(part instanceof Weight.One))
                .map(PlanText::describe)
                .forEach(inputs::add);
        String detail = switch (weight) {
            case Weight.Known known ->
                JoinOrder.name(known.node()) + (known.certain() ? "" : " at " + JoinOrder.name(known.at()));
            case Weight.Constant constant -> Long.toString(constant.times());
            case Weight.Gathered gathered -> "by " + JoinOrder.name(gathered.node());
            case Weight.EdgeNumber number -> JoinOrder.name(number.variable());
            case Weight.PairNumber number -> JoinOrder.name(number.pairs().number());
            default -> "";
        };
        return new Explanation.Operator("Count" + weight.getClass().getSimpleName(), detail, inputs);
    }

    private static String detail(Operator operator) {
        return switch (operator) {
            case Operator.Unit unit -> "";
            case Operator.Argument argument -> "";
            case Operator.NodeScan scan ->
                "(" + JoinOrder.name(scan.variable())
                        + (scan.labels() == null ? "" : ":" + Expressions.labels(scan.labels())) + ")";
            case Operator.Expand expand ->
                JoinOrder.describe(expand.step()) + (expand.step().toBound() ? " into" : "");
            case Operator.ExpandTrail trail -> several(trail.step(), trail.length());
            case Operator.ExpandReach reach -> several(reach.step(), reach.length());
            case Operator.ExpandWalk walk -> several(walk.step(), walk.length());
            case Operator.ExpandOnce once -> JoinOrder.describe(once.step());
            case Operator.HasEdge edge -> JoinOrder.describe(edge.step()) + " into";
            case Operator.Pairs pairs -> pairs(pairs);
            case Operator.LinkedPairs linked -> pairs(linked.pairs()) + " by (" + JoinOrder.name(linked.shared()) + ")";
            case Operator.ShortestTrails trails ->
                trails.search().count() + (trails.search().groups() ? " groups " : " ")
                        + trails.search().mode().name().toLowerCase(Locale.ROOT) + " "
                        + JoinOrder.describe(trails.step());
            case Operator.ShortestPath shortest ->
                (shortest.all() ? "all " : "any ") + JoinOrder.describe(shortest.step());
            case Operator.ShortestLength length ->
                JoinOrder.describe(length.search().step());
            case Operator.DistinctEdges edges -> JoinOrder.name(edges.left()) + " <> " + JoinOrder.name(edges.right());
            case Operator.BindPath path -> Expressions.name(path.variable());
            case Operator.Resolve resolve ->
                String.join(", ", resolve.variables().keySet());
            case Operator.DistinctNodes nodes -> JoinOrder.name(nodes.path());
            case Operator.Filter filter -> Expressions.text(filter.condition());
            case Operator.OptionalJoin optional ->
                optional.introduced().keySet().stream().map(JoinOrder::name).collect(Collectors.joining(", "));
            case Operator.Unwind unwind ->
                Expressions.text(unwind.list()) + " AS " + Expressions.name(unwind.variable());
            case Operator.Project project -> columns(project.columns());
            case Operator.Aggregate aggregate ->
                (aggregate.keys().isEmpty() ? "" : "by " + columns(aggregate.keys()) + ": ")
                        + columns(aggregate.aggregates());
            case Operator.Tally tally ->
                (tally.keys().isEmpty() ? "" : "by " + columns(tally.keys()) + ": ")
                        + columns(tally.counts())
                        + (tally.members().isEmpty() ? "" : ", members " + columns(tally.members()));
            case Operator.Complete groups -> "with " + columns(groups.columns()) + ": " + columns(groups.aggregates());
            case Operator.Counted counted -> JoinOrder.name(counted.number());
            case Operator.Members members -> JoinOrder.name(members.node());
            case Operator.Distinct distinct -> "";
            case Operator.Sort sort ->
                sort.keys().stream()
                        .map(key -> Expressions.text(key.expression()) + (key.descending() ? " DESC" : ""))
                        .collect(Collectors.joining(", "));
            case Operator.Slice slice ->
                (slice.skip() == null ? "" : "skip " + Expressions.text(slice.skip()) + " ")
                        + (slice.limit() == null ? "" : "limit " + Expressions.text(slice.limit()));
            case Operator.Union union -> union.all() ? "all" : "distinct";
        };
    }

    private static String pairs(Operator.Pairs pairs) {
        return "(" + JoinOrder.name(pairs.left()) + ")-["
                + (pairs.relations() == null ? "" : ":" + Expressions.labels(pairs.relations())) + "]-("
                + JoinOrder.name(pairs.right()) + ")" + (pairs.ascending() ? " ascending" : "");
    }

    /** Whether no pairs are before it, beside which the same links are told of. */
    private static boolean isFirst(Operator.LinkedPairs linked) {
        return linked.pairs().ascending() && !(linked.input() instanceof Operator.LinkedPairs);
    }

    private static String several(Operator.Step step, Length length) {
        return JoinOrder.describe(step) + " {" + length.minimum() + ","
                + (length.maximum() == null ? "" : length.maximum()) + "}" + (step.toBound() ? " into" : "");
    }

    private static String columns(List<Column> columns) {
        return columns.stream()
                .map(column -> Expressions.text(column.expression()) + " AS " + JoinOrder.name(column.name()))
                .collect(Collectors.joining(", "));
    }
}
