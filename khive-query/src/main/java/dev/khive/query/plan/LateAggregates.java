package dev.khive.query.plan;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.CountStar;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.Literal;
import dev.khive.query.ast.Expression.PatternComprehension;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.ast.Expression.Subquery;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Position;
import dev.khive.query.plan.Operator.Column;
import dev.khive.query.plan.Operator.SortKey;
import dev.khive.query.plan.PatternPart.Edge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first groups by their keys and by counts, which need no rows, and aggregates the rest over the rows of those groups.
 * A group is a group of nodes first: each counts its rows by itself, and nodes of equivalent keys come together. So a group knows
 * the nodes whose rows are its own.
 */
final class LateAggregates {
    private static final double LIMIT = 20;
    private static final double VALUE = 1.5;
    /** So few groups cost nothing in either way. */
    private static final double FEW = 50;

    private final Planner planner;
    private final CountPlanner counts;

    LateAggregates(Planner planner) {
        this.planner = planner;
        this.counts = new CountPlanner(planner);
    }

    /**
     * An aggregation with its order and limit.
     *
     * @param columns the columns over keys and aggregates
     * @param order by keys and aggregates
     */
    record Ranked(
            Operator.Aggregate aggregate,
            List<Column> columns,
            List<SortKey> order,
            @Nullable Expression skip,
            Expression limit) {}

    /** The node that the keys are values of, with what is counted for it. */
    private record Core(String node, CountPattern pattern, CountEstimates estimates, CountScope scope) {}

    /** The columns of the groups in their order, not yet in it; empty where that is not certain or nothing is won. */
    Optional<Operator> rewritten(Ranked ranked) {
        if (!planner.rewrites().on(Rewrite.LATE_AGGREGATES)
                || !planner.rewrites().on(Rewrite.PUSH_COUNTS)) {
            return Optional.empty();
        }
        try {
            return CountPattern.of(ranked.aggregate().input(), planner.planned())
                    .flatMap(pattern -> core(pattern, ranked))
                    .flatMap(core -> late(core, ranked));
        } catch (CountSearch.TooMany tooMany) {
            return Optional.empty();
        }
    }

    private Optional<Core> core(CountPattern pattern, Ranked ranked) {
        Set<String> used = CountPlanner.used(ranked.aggregate());
        if (used.size() != 1 || !pattern.nodes().keySet().containsAll(used) || !isCertain(pattern, ranked)) {
            return Optional.empty();
        }
        String node = used.iterator().next();
        CountEstimates estimates = new CountEstimates(planner.facts(), pattern);
        boolean plain = pattern.parts().stream()
                .noneMatch(part -> part instanceof PatternPart.Optional
                        || (part instanceof Edge edge && edge.names().equals(used)));
        return plain && !estimates.areNone(pattern)
                ? Optional.of(new Core(node, pattern, estimates, counts.scope(pattern, estimates)))
                : Optional.empty();
    }

    /** Whether keys and aggregates may be evaluated for other rows than they are written for, and the order asks for no others. */
    private static boolean isCertain(CountPattern pattern, Ranked ranked) {
        Set<String> names = pattern.names();
        List<String> cheap = new ArrayList<>();
        ranked.aggregate().keys().forEach(key -> cheap.add(key.name()));
        ranked.aggregate().aggregates().stream()
                .filter(column -> CountPlanner.isCount(column.expression(), names))
                .forEach(column -> cheap.add(column.name()));
        return ranked.aggregate().keys().stream().allMatch(key -> SafeExpressions.isValue(key.expression()))
                && ranked.aggregate().aggregates().stream()
                        .allMatch(column -> cheap.contains(column.name()) || isLate(column.expression(), names))
                && cheap.size()
                        < ranked.aggregate().keys().size()
                                + ranked.aggregate().aggregates().size()
                && ranked.order().stream()
                        .map(SortKey::expression)
                        .allMatch(key -> isPlain(key) && cheap.containsAll(Variables.of(key)));
    }

    /** A list of values has the order of the rows, which may be another. */
    private static boolean isLate(Expression expression, Set<String> names) {
        return expression instanceof FunctionCall call
                && !call.name().equals("collect")
                && isPlain(call)
                && names.containsAll(Variables.of(call));
    }

    private static boolean isPlain(Expression expression) {
        boolean closed = expression instanceof Subquery
                || expression instanceof PatternPredicate
                || expression instanceof PatternComprehension
                || !Variables.boundBy(expression).isEmpty();
        return !closed && Expressions.children(expression).stream().allMatch(LateAggregates::isPlain);
    }

    private Optional<Operator> late(Core core, Ranked ranked) {
        CountSearch search = new CountSearch(core.pattern(), core.estimates(), planner.rewrites());
        CountGrowth groups = new CountGrowth(search, new Operator.Unit(), core.scope())
                .reaching(Set.of(core.node()), Set.of(core.node()));
        CountGrowth.Grown grown = groups.weighed();
        Names names = new Names(planner, ranked, core);
        Operator first = first(names.tally(grown), names.order(), ranked);
        Operator members = new Operator.Members(first, names.members, core.node(), names.group);
        CountGrowth rows = new CountGrowth(search, members, rest(core))
                .reaching(core.pattern().nodes().keySet(), core.pattern().names());
        CountGrowth.Grown joined = rows.weighed();
        double all = core.estimates().nodes(core.node());
        double dear = all * (rows.cost() + rows.rows() * VALUE);
        boolean won = !(grown.weight() instanceof Weight.One)
                && joined.weight() instanceof Weight.One
                && (all <= FEW || groups.cost() + dear * Math.min(1, wanted(ranked) / all) < dear);
        if (!won) {
            return Optional.empty();
        }
        counts.recorded(names.tally(grown));
        planner.rewrites().applied(Rewrite.LATE_AGGREGATES);
        return Optional.of(new Operator.Project(
                new Operator.Complete(joined.rows(), names.group, names.keys(), names.late()), ranked.columns()));
    }

    private static Operator first(Operator.Tally tally, List<SortKey> order, Ranked ranked) {
        Operator sorted = order.isEmpty() ? tally : new Operator.Sort(tally, order);
        return new Operator.Slice(sorted, ranked.skip(), ranked.limit());
    }

    /** What is left to be joined to a node whose own conditions hold. */
    private static CountScope rest(Core core) {
        CountScope rest = core.scope().bind(core.node());
        for (PatternPart part : rest.ready()) {
            rest = rest.without(part);
        }
        return rest;
    }

    private static double wanted(Ranked ranked) {
        double skipped = ranked.skip() == null ? 0 : rows(ranked.skip());
        return skipped + rows(ranked.limit());
    }

    private static double rows(Expression expression) {
        return expression instanceof Literal literal && literal.value() instanceof Long rows ? rows : LIMIT;
    }

    /** Keys and counts by other names, since a column may be called what a node of the pattern is. */
    private static final class Names {
        private final Map<String, String> renamed = new HashMap<>();
        private final List<Column> keys = new ArrayList<>();
        private final List<Column> counted = new ArrayList<>();
        private final List<Column> late = new ArrayList<>();
        private final Ranked ranked;
        private final Core core;
        private final Position position;
        private final String members;
        private final String group;

        Names(Planner planner, Ranked ranked, Core core) {
            this.ranked = ranked;
            this.core = core;
            this.position = ranked.columns().getFirst().expression().position();
            this.members = planner.fresh("members");
            this.group = planner.fresh("group");
            ranked.aggregate().keys().forEach(key -> add(planner.fresh("key"), key, keys));
            counted.add(new Column(planner.fresh("count"), new CountStar(position)));
            Set<String> bound = core.pattern().names();
            for (Column column : ranked.aggregate().aggregates()) {
                if (CountPlanner.isCount(column.expression(), bound)) {
                    add(planner.fresh("count"), column, counted);
                } else {
                    late.add(column);
                }
            }
        }

        private void add(String name, Column column, List<Column> to) {
            renamed.put(column.name(), name);
            to.add(new Column(name, column.expression()));
        }

        Operator.Tally tally(CountGrowth.Grown grown) {
            Column nodes = new Column(members, new Variable(position, core.node()));
            return new Operator.Tally(grown.rows(), grown.weight(), keys, counted, List.of(nodes));
        }

        List<SortKey> order() {
            return ranked.order().stream()
                    .map(key -> new SortKey(rename(key.expression()), key.descending()))
                    .toList();
        }

        private Expression rename(Expression expression) {
            return expression instanceof Variable variable
                    ? new Variable(variable.position(), renamed.getOrDefault(variable.name(), variable.name()))
                    : Expressions.mapChildren(expression, this::rename);
        }

        /** The keys of the groups and their counts, by their own names. */
        List<Column> keys() {
            List<Column> again = new ArrayList<>();
            Predicate<Column> known = column -> renamed.containsKey(column.name());
            ranked.aggregate().keys().stream().filter(known).forEach(key -> again.add(again(key)));
            ranked.aggregate().aggregates().stream().filter(known).forEach(count -> again.add(again(count)));
            return again;
        }

        private Column again(Column column) {
            return new Column(
                    column.name(), new Variable(position, renamed.getOrDefault(column.name(), column.name())));
        }

        List<Column> late() {
            return late;
        }
    }
}
