package dev.khive.conformance.oracle;

import dev.khive.api.filter.Comparison;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.StringMatch;

/** The rules of {@link Filter} word by word: what a filter says of a record. */
public final class FilterEvaluator {

    private FilterEvaluator() {}

    /** Whether the filter accepts the record. */
    public static boolean accepts(Filter filter, FilterSubject subject) {
        return switch (filter) {
            case Filter.And and -> and.parts().stream().allMatch(part -> accepts(part, subject));
            case Filter.Or or -> or.parts().stream().anyMatch(part -> accepts(part, subject));
            case Filter.Not not -> !accepts(not.part(), subject);
            case Filter.Exists exists -> !subject.values(exists.field()).isEmpty();
            case Filter.Compare compare ->
                subject.values(compare.field()).stream()
                        .anyMatch(value -> holds(value, compare.comparison(), compare.operand()));
            case Filter.In in ->
                subject.values(in.field()).stream()
                        .anyMatch(
                                value -> in.operands().stream().anyMatch(operand -> ValueRules.equal(value, operand)));
            case Filter.Between between ->
                subject.values(between.field()).stream()
                        .anyMatch(value -> holds(value, Comparison.GREATER_OR_EQUAL, between.low())
                                && holds(value, Comparison.LESS_OR_EQUAL, between.high()));
            case Filter.Matches matches ->
                subject.values(matches.field()).stream()
                        .anyMatch(value -> value instanceof String text && matches(text, matches));
        };
    }

    private static boolean holds(Object value, Comparison comparison, Object operand) {
        return switch (comparison) {
            case EQUAL -> ValueRules.equal(value, operand);
            case NOT_EQUAL -> !ValueRules.equal(value, operand);
            case LESS -> ValueRules.less(value, operand);
            case GREATER -> ValueRules.less(operand, value);
            case LESS_OR_EQUAL -> ValueRules.less(value, operand) || ValueRules.equal(value, operand);
            case GREATER_OR_EQUAL -> ValueRules.less(operand, value) || ValueRules.equal(value, operand);
        };
    }

    private static boolean matches(String value, Filter.Matches matches) {
        StringMatch match = matches.match();
        return switch (match) {
            case STARTS_WITH -> value.startsWith(matches.text());
            case ENDS_WITH -> value.endsWith(matches.text());
            case CONTAINS -> value.contains(matches.text());
        };
    }
}
