package dev.khive.query.plan;

import dev.khive.query.analysis.Variables;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.CountStar;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.plan.Operator.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Aggregates values of some nodes of a pattern by how many matches each has, in place of a row for each match: a sum is that of the
 * values times their numbers, and the least and the greatest do not ask how often a value is there.
 */
final class FactoredAggregates {
    private static final Set<String> NUMBERED = Set.of("count", "sum", "min", "max");

    private final Planner planner;
    private final CountPlanner counts;

    FactoredAggregates(Planner planner) {
        this.planner = planner;
        this.counts = new CountPlanner(planner);
    }

    /** The same plan without a row for each match, or what is given where that is not certain or nothing is won. */
    Operator rewritten(Operator plan) {
        return switch (plan) {
            case Operator.Project project -> new Operator.Project(rewritten(project.input()), project.columns());
            case Operator.Distinct distinct -> new Operator.Distinct(rewritten(distinct.input()));
            case Operator.Filter filter -> new Operator.Filter(rewritten(filter.input()), filter.condition());
            case Operator.Aggregate aggregate -> factored(aggregate).orElse(aggregate);
            default -> plan;
        };
    }

    private Optional<Operator> factored(Operator.Aggregate aggregate) {
        if (!planner.rewrites().on(Rewrite.PUSH_AGGREGATES)
                || !planner.rewrites().on(Rewrite.PUSH_COUNTS)) {
            return Optional.empty();
        }
        try {
            return CountPattern.of(aggregate.input(), planner.planned())
                    .filter(pattern -> isCertain(aggregate, pattern))
                    .flatMap(pattern -> factored(aggregate, pattern));
        } catch (CountSearch.TooMany tooMany) {
            return Optional.empty();
        }
    }

    /** Whether all that is asked for are values of what the pattern certainly binds. */
    private boolean isCertain(Operator.Aggregate aggregate, CountPattern pattern) {
        boolean optional = pattern.parts().stream().anyMatch(PatternPart.Optional.class::isInstance);
        Set<String> names = pattern.names();
        return (!optional || planner.rewrites().on(Rewrite.OPTIONAL_COUNTS))
                && !aggregate.aggregates().isEmpty()
                && aggregate.aggregates().stream().allMatch(column -> isNumbered(column.expression(), names))
                && aggregate.keys().stream().allMatch(key -> isValue(key.expression(), names));
    }

    private static boolean isNumbered(Expression expression, Set<String> names) {
        return expression instanceof CountStar
                || (expression instanceof FunctionCall call
                        && NUMBERED.contains(call.name())
                        && call.arguments().size() == 1
                        && isValue(call.arguments().getFirst(), names));
    }

    private static boolean isValue(Expression expression, Set<String> names) {
        return SafeExpressions.isValue(expression) && names.containsAll(Variables.of(expression));
    }

    private Optional<Operator> factored(Operator.Aggregate aggregate, CountPattern pattern) {
        CountEstimates estimates = new CountEstimates(planner.facts(), pattern);
        Set<String> used = new HashSet<>(CountPlanner.used(aggregate));
        aggregate.aggregates().forEach(column -> used.addAll(Variables.of(column.expression())));
        if (used.isEmpty() || estimates.areNone(pattern)) {
            return Optional.empty();
        }
        CountSearch search = new CountSearch(pattern, estimates, planner.rewrites());
        CountScope scope = counts.scope(pattern, estimates);
        Set<String> core = CountPlanner.core(used, pattern);
        CountGrowth growth = new CountGrowth(search, new Operator.Unit(), scope).reaching(core, used);
        CountGrowth.Grown grown = growth.weighed();
        boolean won = !(grown.weight() instanceof Weight.One) && JoinedRows.areDearer(estimates, scope, core, growth);
        if (!won) {
            return Optional.empty();
        }
        planner.rewrites().applied(Rewrite.PUSH_AGGREGATES);
        counts.record(grown.weight());
        String number = planner.fresh("number");
        Operator rows = new Operator.Counted(grown.rows(), grown.weight(), number);
        List<Column> numbered = aggregate.aggregates().stream()
                .map(column -> new Column(column.name(), numbered(column.expression(), number)))
                .toList();
        return Optional.of(new Operator.Aggregate(rows, aggregate.keys(), numbered));
    }

    /** An aggregate of rows that each stand for a number of them, which is its second argument where it matters. */
    private static Expression numbered(Expression expression, String number) {
        Variable times = new Variable(expression.position(), number);
        if (!(expression instanceof FunctionCall call)) {
            return new FunctionCall(expression.position(), "count", false, List.of(times, times));
        }
        boolean once =
                call.distinct() || call.name().equals("min") || call.name().equals("max");
        return once
                ? call
                : new FunctionCall(
                        call.position(),
                        call.name(),
                        false,
                        List.of(call.arguments().getFirst(), times));
    }
}
