package dev.khive.conformance.reference;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import dev.khive.query.ast.Expression.ComparisonOperator;
import java.math.BigDecimal;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code =} and {@code <} with their kin: what is not known to hold or not to hold is null. */
final class Equality {
    private Equality() {}

    static @Nullable Boolean holds(ComparisonOperator operator, @Nullable Object left, @Nullable Object right) {
        return switch (operator) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> Truth.not(equal(left, right));
            case LESS -> ordered(left, right, false, order -> order < 0);
            case LESS_OR_EQUAL -> ordered(left, right, true, order -> order <= 0);
            case GREATER -> ordered(left, right, false, order -> order > 0);
            case GREATER_OR_EQUAL -> ordered(left, right, true, order -> order >= 0);
        };
    }

    static @Nullable Boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        return switch (left) {
            case Number a when right instanceof Number b -> !isNaN(a) && !isNaN(b) && numbers(a, b) == 0;
            case List<?> a when right instanceof List<?> b -> a.size() == b.size() ? pairwise(a, b) : (Boolean) false;
            case Map<?, ?> a
            when right instanceof Map<?, ?> b ->
                a.keySet().equals(b.keySet())
                        ? pairwise(
                                new ArrayList<>(a.values()),
                                a.keySet().stream().map(b::get).toList())
                        : (Boolean) false;
            case NodeValue a
            when right instanceof NodeValue b ->
                a.id().equals(b.id()) && a.namespace().equals(b.namespace());
            case EdgeValue a
            when right instanceof EdgeValue b ->
                a.id().equals(b.id()) && a.namespace().equals(b.namespace());
            case PathValue a
            when right instanceof PathValue b ->
                Truth.isTrue(pairwise(a.nodes(), b.nodes())) && Truth.isTrue(pairwise(a.edges(), b.edges()));
            case OffsetTime a when right instanceof OffsetTime b -> a.isEqual(b);
            case ZonedDateTime a when right instanceof ZonedDateTime b -> a.isEqual(b);
            default -> left.equals(right);
        };
    }

    private static @Nullable Boolean pairwise(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        List<@Nullable Boolean> parts = new ArrayList<>();
        for (int index = 0; index < left.size(); index++) {
            parts.add(equal(left.get(index), right.get(index)));
        }
        return Truth.and(parts);
    }

    /** Whether an element of a list equals a value. */
    static @Nullable Boolean in(@Nullable Object value, List<?> list) {
        List<@Nullable Boolean> parts = new ArrayList<>();
        list.forEach(element -> parts.add(equal(value, element)));
        return Truth.or(parts);
    }

    private interface Test {
        boolean of(int order);
    }

    private static @Nullable Boolean ordered(
            @Nullable Object left, @Nullable Object right, boolean orEqual, Test test) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Number a && right instanceof Number b && (isNaN(a) || isNaN(b))) {
            return false;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return lists(a, b, orEqual, test);
        }
        Integer order = order(left, right);
        if (order != null) {
            return test.of(order);
        }
        boolean unordered = left.getClass() == right.getClass();
        return (unordered && orEqual && Truth.isTrue(equal(left, right))) ? (Boolean) true : null;
    }

    /** Null where there is no order between the two. */
    private static @Nullable Integer order(Object left, Object right) {
        return switch (left) {
            case Number a when right instanceof Number b -> (Integer) numbers(a, b);
            case String a when right instanceof String b -> (Integer) texts(a, b);
            case Boolean a when right instanceof Boolean b -> (Integer) a.compareTo(b);
            case OffsetTime a
            when right instanceof OffsetTime b -> a.isEqual(b) ? (Integer) 0 : a.isBefore(b) ? -1 : (Integer) 1;
            case ZonedDateTime a
            when right instanceof ZonedDateTime b -> (Integer) a.toInstant().compareTo(b.toInstant());
            case java.time.LocalDate a when right instanceof java.time.LocalDate b -> (Integer) a.compareTo(b);
            case java.time.LocalTime a when right instanceof java.time.LocalTime b -> (Integer) a.compareTo(b);
            case java.time.LocalDateTime a when right instanceof java.time.LocalDateTime b -> (Integer) a.compareTo(b);
            default -> null;
        };
    }

    /** As the first elements that are not equal compare, which may be unknown or, of NaN, false; then the shorter is less. */
    private static @Nullable Boolean lists(List<?> left, List<?> right, boolean orEqual, Test test) {
        for (int index = 0; index < Math.min(left.size(), right.size()); index++) {
            if (!Truth.isTrue(equal(left.get(index), right.get(index)))) {
                return ordered(left.get(index), right.get(index), orEqual, test);
            }
        }
        return test.of(Integer.compare(left.size(), right.size()));
    }

    static boolean isNaN(Number number) {
        return number instanceof Double real && real.isNaN();
    }

    /** Of numbers other than NaN, by their exact values. */
    static int numbers(Number left, Number right) {
        double a = left.doubleValue();
        double b = right.doubleValue();
        return Double.isInfinite(a) || Double.isInfinite(b)
                ? Double.compare(a, b)
                : exact(left).compareTo(exact(right));
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }

    /** By code points. */
    static int texts(String left, String right) {
        return java.util.Arrays.compare(
                left.codePoints().toArray(), right.codePoints().toArray());
    }
}
