package dev.khive.db.sql.filter;

import dev.khive.api.filter.Comparison;
import dev.khive.api.filter.StringMatch;
import dev.khive.api.value.CalendarDuration;
import dev.khive.query.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Predicates on a value inside a JSON column. Each holds, does not hold, or is unknown, which counts as not: only {@link
 * Predicates#not} tells the two apart. Every look at a value is guarded by its type, because a database reads {@code true} as 1
 * and a list as its text.
 */
final class PropertyPredicates {
    private static final String INFINITY = "Infinity";
    private static final String MINUS_INFINITY = "-Infinity";

    private final JsonDialect json;

    PropertyPredicates(JsonDialect json) {
        this.json = json;
    }

    Condition exists(JsonPlace place) {
        return json.type(place).ne(DSL.inline("null"));
    }

    Condition compare(JsonPlace place, Comparison comparison, Object operand) {
        return switch (comparison) {
            case EQUAL -> equal(place, operand);
            case NOT_EQUAL -> Predicates.all(List.of(exists(place), Predicates.not(equal(place, operand))));
            case LESS, GREATER -> ordered(place, comparison, operand);
            case LESS_OR_EQUAL -> isOrdered(operand) ? ordered(place, comparison, operand) : equal(place, operand);
            case GREATER_OR_EQUAL -> isOrdered(operand) ? ordered(place, comparison, operand) : equal(place, operand);
        };
    }

    Condition in(JsonPlace place, List<Object> operands) {
        List<Object> strings =
                operands.stream().filter(String.class::isInstance).toList();
        List<Condition> parts = new ArrayList<>();
        if (!strings.isEmpty()) {
            parts.add(Predicates.all(List.of(
                    hasType(place, "text"),
                    json.string(place)
                            .in(strings.stream().map(s -> DSL.val((String) s)).toList()))));
        }
        operands.stream()
                .filter(operand -> !(operand instanceof String))
                .forEach(operand -> parts.add(equal(place, operand)));
        return Predicates.any(parts);
    }

    Condition matches(JsonPlace place, StringMatch match, String text) {
        return Predicates.all(List.of(hasType(place, "text"), Strings.match(json.string(place), match, text, json)));
    }

    private static boolean isOrdered(Object operand) {
        return !(operand instanceof List || operand instanceof Map || operand instanceof CalendarDuration);
    }

    private Condition equal(JsonPlace place, @Nullable Object operand) {
        return switch (operand) {
            case null -> hasType(place, "null");
            case Boolean truth -> hasType(place, truth ? "true" : "false");
            case String text ->
                withImplied(
                        place,
                        Comparison.EQUAL,
                        text,
                        Predicates.all(List.of(
                                Predicates.compare(json.string(place), Comparison.EQUAL, DSL.val(text)),
                                hasType(place, "text"))));
            case Long number -> finite(place, Comparison.EQUAL, number);
            case Double number -> number(place, Comparison.EQUAL, number);
            case CalendarDuration duration -> tagged(place, "$duration").eq(DSL.val(duration.toString()));
            case List<?> list -> equalList(place, list);
            case Map<?, ?> map -> equalMap(place, map);
            default -> temporal(place, Comparison.EQUAL, operand);
        };
    }

    private Condition ordered(JsonPlace place, Comparison comparison, Object operand) {
        return switch (operand) {
            case Boolean truth -> orderedBoolean(place, comparison, truth);
            case String text ->
                withImplied(
                        place,
                        comparison,
                        text,
                        Predicates.all(List.of(
                                Predicates.compare(
                                        json.byCodePoint(json.string(place)),
                                        comparison,
                                        json.byCodePoint(DSL.val(text))),
                                hasType(place, "text"))));
            case Long number -> orderedNumber(place, comparison, number);
            case Double number -> number(place, comparison, number);
            case List<?> list -> DSL.falseCondition();
            case Map<?, ?> map -> DSL.falseCondition();
            case CalendarDuration duration -> DSL.falseCondition();
            default -> temporal(place, comparison, operand);
        };
    }

    private Condition orderedBoolean(JsonPlace place, Comparison comparison, boolean operand) {
        List<Condition> parts = new ArrayList<>();
        for (boolean value : new boolean[] {false, true}) {
            if (accepts(comparison, Boolean.compare(value, operand))) {
                parts.add(hasType(place, value ? "true" : "false"));
            }
        }
        return Predicates.any(parts);
    }

    private Condition number(JsonPlace place, Comparison comparison, double operand) {
        if (Double.isNaN(operand)) {
            return DSL.falseCondition();
        }
        if (!Double.isInfinite(operand)) {
            return comparison == Comparison.EQUAL
                    ? finite(place, comparison, operand)
                    : orderedNumber(place, comparison, operand);
        }
        List<Condition> parts = new ArrayList<>();
        int finiteAgainstOperand = operand > 0 ? -1 : 1;
        if (accepts(comparison, finiteAgainstOperand)) {
            parts.add(isFinite(place));
        }
        for (double value : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            if (accepts(comparison, Double.compare(value, operand))) {
                parts.add(isInfinite(place, value > 0 ? INFINITY : MINUS_INFINITY));
            }
        }
        return Predicates.any(parts);
    }

    /** Infinities are beside the numbers; what an index serves stands outside of the choice, which none could serve. */
    private Condition orderedNumber(JsonPlace place, Comparison comparison, Number operand) {
        boolean upwards = comparison == Comparison.GREATER || comparison == Comparison.GREATER_OR_EQUAL;
        return withImplied(
                place,
                comparison,
                operand,
                Predicates.any(List.of(
                        compared(place, comparison, operand), isInfinite(place, upwards ? INFINITY : MINUS_INFINITY))));
    }

    private Condition finite(JsonPlace place, Comparison comparison, Number operand) {
        return withImplied(place, comparison, operand, compared(place, comparison, operand));
    }

    private Condition compared(JsonPlace place, Comparison comparison, Number operand) {
        return Predicates.all(
                List.of(Predicates.compare(json.number(place), comparison, json.operand(operand)), isFinite(place)));
    }

    private Condition withImplied(JsonPlace place, Comparison comparison, Object operand, Condition condition) {
        return json.implied(place, comparison, operand)
                .map(implied -> Predicates.all(List.of(implied, condition)))
                .orElse(condition);
    }

    private Condition isFinite(JsonPlace place) {
        return json.type(place).in(DSL.inline("integer"), DSL.inline("real"));
    }

    private Condition isInfinite(JsonPlace place, String which) {
        return tagged(place, "$float").eq(DSL.inline(which));
    }

    private Condition temporal(JsonPlace place, Comparison comparison, Object operand) {
        String tag = TemporalKeys.tag(operand);
        Field<String> text = tagged(place, tag);
        List<Object> keys = TemporalKeys.of(operand);
        Condition there = text.isNotNull();
        var stored = DSL.row(TemporalKeys.number(tag, text, json), TemporalKeys.text(tag, text));
        var wanted = DSL.row(DSL.val((Long) keys.get(0)), DSL.val((String) keys.get(1)));
        Condition holds = switch (comparison) {
            case EQUAL -> stored.eq(wanted);
            case NOT_EQUAL -> stored.ne(wanted);
            case LESS -> stored.lt(wanted);
            case LESS_OR_EQUAL -> stored.le(wanted);
            case GREATER -> stored.gt(wanted);
            case GREATER_OR_EQUAL -> stored.ge(wanted);
        };
        return Predicates.all(List.of(there, holds));
    }

    /** Element by element: the operand is known, so each of its elements is a predicate of its own. */
    private Condition equalList(JsonPlace place, List<?> operand) {
        List<Condition> parts = new ArrayList<>();
        parts.add(hasType(place, "array"));
        parts.add(json.size(place).eq(DSL.inline(operand.size())));
        for (int i = 0; i < operand.size(); i++) {
            parts.add(equal(place.inside(i), operand.get(i)));
        }
        return Predicates.all(parts);
    }

    private Condition equalMap(JsonPlace place, Map<?, ?> operand) {
        List<Condition> parts = new ArrayList<>();
        parts.add(hasType(place, "object"));
        parts.add(json.size(place).eq(DSL.inline(operand.size())));
        operand.forEach(
                (key, value) -> parts.add(equal(place.inside(JsonValues.encodeKey(String.valueOf(key))), value)));
        return Predicates.all(parts);
    }

    private Condition hasType(JsonPlace place, String type) {
        return json.type(place).eq(DSL.inline(type));
    }

    private Field<String> tagged(JsonPlace place, String tag) {
        return json.string(place.inside(tag));
    }

    private static boolean accepts(Comparison comparison, int sign) {
        return switch (comparison) {
            case EQUAL -> sign == 0;
            case NOT_EQUAL -> sign != 0;
            case LESS -> sign < 0;
            case LESS_OR_EQUAL -> sign <= 0;
            case GREATER -> sign > 0;
            case GREATER_OR_EQUAL -> sign >= 0;
        };
    }
}
