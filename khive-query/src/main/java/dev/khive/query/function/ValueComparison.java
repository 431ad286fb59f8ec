package dev.khive.query.function;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import dev.khive.api.value.CalendarDuration;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Equality and comparison as openCypher defines them, with null for unknown. */
final class ValueComparison {
    /** The order of what includes NaN at the place that decides: no comparison holds. */
    private static final int NONE = Integer.MAX_VALUE;

    private ValueComparison() {}

    /** 1 equals 1.0, NaN equals nothing, null inside makes the answer unknown unless something else differs. */
    static @Nullable Boolean equal(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Number a && right instanceof Number b) {
            return !isNaN(a) && !isNaN(b) && numbers(a, b) == 0;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return lists(a, b);
        }
        if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
            return maps(a, b);
        }
        return same(left, right);
    }

    private static boolean same(Object left, Object right) {
        return switch (left) {
            case NodeValue node -> right instanceof NodeValue other && node.id().equals(other.id());
            case EdgeValue edge -> right instanceof EdgeValue other && edge.id().equals(other.id());
            case PathValue path -> right instanceof PathValue other && path.equals(other);
            case OffsetTime time -> right instanceof OffsetTime other && time.isEqual(other);
            case ZonedDateTime time -> right instanceof ZonedDateTime other && time.isEqual(other);
            default -> left.equals(right);
        };
    }

    private static @Nullable Boolean lists(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        Boolean result = true;
        for (int index = 0; index < left.size(); index++) {
            Boolean equal = equal(left.get(index), right.get(index));
            if (Boolean.FALSE.equals(equal)) {
                return false;
            }
            result = equal == null ? null : result;
        }
        return result;
    }

    private static @Nullable Boolean maps(Map<?, ?> left, Map<?, ?> right) {
        if (!left.keySet().equals(right.keySet())) {
            return false;
        }
        Boolean result = true;
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Boolean equal = equal(entry.getValue(), right.get(entry.getKey()));
            if (Boolean.FALSE.equals(equal)) {
                return false;
            }
            result = equal == null ? null : result;
        }
        return result;
    }

    static boolean isNaN(Number number) {
        return number instanceof Double real && real.isNaN();
    }

    /** Exact, beyond the integers that a float holds too. */
    static int numbers(Number left, Number right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        double a = left.doubleValue();
        double b = right.doubleValue();
        if (Double.isNaN(a) || Double.isNaN(b) || Double.isInfinite(a) || Double.isInfinite(b) || (a == 0 && b == 0)) {
            return a == b ? 0 : Double.compare(a, b);
        }
        return exact(left).compareTo(exact(right));
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }

    /** Whether {@code left operator right}; null for values that have no order between them. */
    static @Nullable Boolean compare(String operator, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if ((left instanceof CalendarDuration || isGraphOrMap(left)) && left.getClass() == right.getClass()) {
            boolean orEqual = operator.endsWith("=");
            return (orEqual && Boolean.TRUE.equals(equal(left, right))) ? true : null;
        }
        Integer order = order(left, right);
        if (order == null || order == NONE) {
            return order == null ? null : (Boolean) false;
        }
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private static boolean isGraphOrMap(Object value) {
        return value instanceof NodeValue
                || value instanceof EdgeValue
                || value instanceof PathValue
                || value instanceof Map<?, ?>;
    }

    private static @Nullable Integer order(Object left, Object right) {
        return switch (left) {
            case Number a -> right instanceof Number b ? (Integer) (isNaN(a) || isNaN(b) ? NONE : numbers(a, b)) : null;
            case String a -> right instanceof String b ? (Integer) ValueOrder.text(a, b) : null;
            case Boolean a -> right instanceof Boolean b ? (Integer) a.compareTo(b) : null;
            case LocalDate a -> right instanceof LocalDate b ? (Integer) a.compareTo(b) : null;
            case LocalTime a -> right instanceof LocalTime b ? (Integer) a.compareTo(b) : null;
            case OffsetTime a -> right instanceof OffsetTime b ? instants(a.isBefore(b), a.isEqual(b)) : null;
            case LocalDateTime a -> right instanceof LocalDateTime b ? (Integer) a.compareTo(b) : null;
            case ZonedDateTime a -> right instanceof ZonedDateTime b ? instants(a.isBefore(b), a.isEqual(b)) : null;
            case List<?> a -> right instanceof List<?> b ? lists(a, b, 0) : null;
            default -> null;
        };
    }

    private static Integer instants(boolean before, boolean equal) {
        return before ? -1 : equal ? 0 : 1;
    }

    /** By the first elements that are not equal, else the shorter first; unknown where those are. */
    private static @Nullable Integer lists(List<?> left, List<?> right, int from) {
        int common = Math.min(left.size(), right.size());
        for (int index = from; index < common; index++) {
            Object a = left.get(index);
            Object b = right.get(index);
            if (!Boolean.TRUE.equals(equal(a, b))) {
                return a == null || b == null ? null : order(a, b);
            }
        }
        return Integer.compare(left.size(), right.size());
    }
}
