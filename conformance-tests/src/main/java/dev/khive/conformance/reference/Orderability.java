package dev.khive.conformance.reference;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import dev.khive.api.value.CalendarDuration;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order of ORDER BY, in which any two values have a place: by kind, then within a kind. Values that stand in the same place
 * are equivalent, which is what grouping and DISTINCT ask: null is equivalent to null and NaN to NaN.
 */
final class Orderability {
    static final Comparator<@Nullable Object> ORDER = Orderability::compare;

    /** Of rows, value by value. */
    static final Comparator<List<@Nullable Object>> ROWS = Orderability::lists;

    private static final BigInteger SECONDS_PER_MONTH = BigInteger.valueOf(2_629_746);
    private static final BigInteger SECONDS_PER_DAY = BigInteger.valueOf(86_400);

    private Orderability() {}

    /** maps, nodes, edges, lists, paths, dates and times, durations, text, booleans, numbers, NaN, null. */
    private static int kind(@Nullable Object value) {
        return switch (value) {
            case null -> 20;
            case Map<?, ?> map -> 1;
            case NodeValue node -> 2;
            case EdgeValue edge -> 3;
            case List<?> list -> 4;
            case PathValue path -> 5;
            case ZonedDateTime time -> 6;
            case LocalDateTime time -> 7;
            case LocalDate date -> 8;
            case OffsetTime time -> 9;
            case LocalTime time -> 10;
            case CalendarDuration duration -> 11;
            case String text -> 12;
            case Boolean bool -> 13;
            case Number number -> Equality.isNaN(number) ? 15 : 14;
            default -> throw new IllegalArgumentException("No value of the language: " + value);
        };
    }

    private static int compare(@Nullable Object left, @Nullable Object right) {
        int kinds = Integer.compare(kind(left), kind(right));
        return kinds != 0 || left == null || right == null ? kinds : within(left, right);
    }

    private static int within(Object left, Object right) {
        return switch (left) {
            case Map<?, ?> map -> maps(map, (Map<?, ?>) right);
            case NodeValue node -> ids(node.id(), ((NodeValue) right).id());
            case EdgeValue edge -> ids(edge.id(), ((EdgeValue) right).id());
            case List<?> list -> lists(list, (List<?>) right);
            case PathValue path -> paths(path, (PathValue) right);
            case ZonedDateTime time -> time.toInstant().compareTo(((ZonedDateTime) right).toInstant());
            case LocalDateTime time -> time.compareTo((LocalDateTime) right);
            case LocalDate date -> date.compareTo((LocalDate) right);
            case OffsetTime time -> time.isEqual((OffsetTime) right) ? 0 : time.isBefore((OffsetTime) right) ? -1 : 1;
            case LocalTime time -> time.compareTo((LocalTime) right);
            case CalendarDuration duration -> durations(duration, (CalendarDuration) right);
            case String text -> Equality.texts(text, (String) right);
            case Boolean bool -> bool.compareTo((Boolean) right);
            case Number number -> Equality.isNaN(number) ? 0 : Equality.numbers(number, (Number) right);
            default -> throw new IllegalArgumentException("No value of the language: " + left);
        };
    }

    /** Element by element, then the shorter first. */
    private static int lists(List<? extends @Nullable Object> left, List<? extends @Nullable Object> right) {
        for (int index = 0; index < Math.min(left.size(), right.size()); index++) {
            int order = compare(left.get(index), right.get(index));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** As lists of their keys in order, each with its value. */
    private static int maps(Map<?, ?> left, Map<?, ?> right) {
        return lists(entries(left), entries(right));
    }

    private static List<List<@Nullable Object>> entries(Map<?, ?> map) {
        Map<String, @Nullable Object> sorted = new TreeMap<>(Equality::texts);
        map.forEach((key, value) -> sorted.put(key.toString(), value));
        return sorted.entrySet().stream()
                .map(entry -> java.util.Arrays.<@Nullable Object>asList(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static int paths(PathValue left, PathValue right) {
        int nodes = lists(left.nodes(), right.nodes());
        return nodes != 0 ? nodes : lists(left.edges(), right.edges());
    }

    /** By their average length, then by their parts. */
    private static int durations(CalendarDuration left, CalendarDuration right) {
        return Comparator.comparing(Orderability::averageLength)
                .thenComparingLong(CalendarDuration::months)
                .thenComparingLong(CalendarDuration::days)
                .compare(left, right);
    }

    /** In nanoseconds. */
    private static BigInteger averageLength(CalendarDuration duration) {
        return SECONDS_PER_MONTH
                .multiply(BigInteger.valueOf(duration.months()))
                .add(SECONDS_PER_DAY.multiply(BigInteger.valueOf(duration.days())))
                .add(BigInteger.valueOf(duration.seconds()))
                .multiply(BigInteger.valueOf(1_000_000_000))
                .add(BigInteger.valueOf(duration.nanos()));
    }

    private static int ids(UUID left, UUID right) {
        int high = Long.compare(left.getMostSignificantBits(), right.getMostSignificantBits());
        return high != 0 ? high : Long.compare(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }

    /** The values without those that an earlier one is equivalent to. */
    static <T> List<T> distinct(List<T> all, Comparator<? super T> order) {
        Set<T> seen = new java.util.TreeSet<>(order);
        return all.stream().filter(seen::add).toList();
    }
}
