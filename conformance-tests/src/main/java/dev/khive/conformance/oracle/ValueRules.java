package dev.khive.conformance.oracle;

import dev.khive.api.value.CalendarDuration;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values compare in filters ({@link #equal}, {@link #less}) and how they sort in lists ({@link #SORTED}). */
public final class ValueRules {

    /** Text by code point, as UUIDs sort by their text. */
    public static final Comparator<String> BY_CODE_POINT = ValueRules::compareText;

    /** UUIDs by their text. */
    public static final Comparator<UUID> BY_TEXT = Comparator.comparing(UUID::toString);

    /**
     * The order of {@link dev.khive.api.page.Order}, a missing value as null. Values that have no order among themselves
     * (lists, maps, durations) are equals here.
     */
    public static final Comparator<@Nullable Object> SORTED = ValueRules::compareForOrder;

    private ValueRules() {}

    /** Whether two values are the same value. */
    public static boolean equal(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        if (a instanceof List<?> left && b instanceof List<?> right) {
            return left.size() == right.size()
                    && java.util.stream.IntStream.range(0, left.size()).allMatch(i -> equal(left.get(i), right.get(i)));
        }
        if (a instanceof Map<?, ?> left && b instanceof Map<?, ?> right) {
            return left.keySet().equals(right.keySet())
                    && left.keySet().stream().allMatch(key -> equal(left.get(key), right.get(key)));
        }
        return comparable(a, b) ? compare(a, b) == 0 : a instanceof CalendarDuration && a.equals(b);
    }

    /** Whether one value is before another; false where the two have no order. */
    public static boolean less(Object a, Object b) {
        return comparable(a, b) && compare(a, b) < 0;
    }

    private static boolean comparable(Object a, Object b) {
        return rank(a) == rank(b)
                && !notANumber(a)
                && !notANumber(b)
                && !(a instanceof List || a instanceof Map || a instanceof CalendarDuration);
    }

    private static boolean notANumber(Object value) {
        return value instanceof Double d && Double.isNaN(d);
    }

    private static int compareForOrder(@Nullable Object a, @Nullable Object b) {
        int byType = Integer.compare(rank(a), rank(b));
        if (byType != 0 || a == null || b == null) {
            return byType;
        }
        if (notANumber(a) || notANumber(b)) {
            return Boolean.compare(notANumber(a), notANumber(b));
        }
        return comparable(a, b) ? compare(a, b) : 0;
    }

    private static int rank(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> 0;
            case List<?> list -> 1;
            case ZonedDateTime t -> 2;
            case LocalDateTime t -> 3;
            case LocalDate t -> 4;
            case OffsetTime t -> 5;
            case LocalTime t -> 6;
            case CalendarDuration d -> 7;
            case String s -> 8;
            case Boolean b -> 9;
            case Number n -> 10;
            case UUID id -> 11;
            case Instant t -> 12;
            case null -> 13;
            default -> throw new IllegalArgumentException("There are no values of " + value.getClass() + ".");
        };
    }

    /** Two values of one type that has an order. */
    private static int compare(Object a, Object b) {
        return switch (a) {
            case Number n -> compareNumbers(n, (Number) b);
            case String s -> compareText(s, (String) b);
            case Boolean v -> Boolean.compare(v, (Boolean) b);
            case LocalDate t -> t.compareTo((LocalDate) b);
            case LocalTime t -> t.compareTo((LocalTime) b);
            case LocalDateTime t -> t.compareTo((LocalDateTime) b);
            case OffsetTime t -> instantOf(t).compareTo(instantOf((OffsetTime) b));
            case ZonedDateTime t -> t.toInstant().compareTo(((ZonedDateTime) b).toInstant());
            case Instant t -> t.compareTo((Instant) b);
            case UUID id -> BY_TEXT.compare(id, (UUID) b);
            default -> throw new IllegalArgumentException("There is no order of " + a.getClass() + ".");
        };
    }

    private static Instant instantOf(OffsetTime time) {
        return time.atDate(LocalDate.EPOCH).toInstant();
    }

    private static int compareNumbers(Number a, Number b) {
        double x = a.doubleValue();
        double y = b.doubleValue();
        if (Double.isInfinite(x) || Double.isInfinite(y)) {
            return Double.compare(x, y);
        }
        return exact(a).compareTo(exact(b));
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long whole ? BigDecimal.valueOf(whole) : new BigDecimal(number.doubleValue());
    }

    private static int compareText(String a, String b) {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return java.util.Arrays.compare(left, right);
    }
}
