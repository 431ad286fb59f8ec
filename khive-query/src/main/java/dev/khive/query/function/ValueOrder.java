package dev.khive.query.function;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import dev.khive.api.value.CalendarDuration;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The order of all values: maps, nodes, edges, lists, paths, dates and times, durations, text, booleans, numbers, NaN, null.
 * A key is bytes that compare as the values do; equivalent values, and no others, have the same key.
 */
final class ValueOrder {
    private static final BigDecimal SECONDS_PER_MONTH = BigDecimal.valueOf(2_629_746);
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private ValueOrder() {}

    /** Where values of this kind stand among the others, 10 to 100. */
    static int rank(@Nullable Object value) {
        return switch (value) {
            case Map<?, ?> map -> 10;
            case NodeValue node -> 20;
            case EdgeValue edge -> 30;
            case List<?> list -> 40;
            case PathValue path -> 50;
            case ZonedDateTime time -> 51;
            case LocalDateTime time -> 52;
            case LocalDate date -> 53;
            case OffsetTime time -> 54;
            case LocalTime time -> 55;
            case CalendarDuration duration -> 56;
            case String text -> 60;
            case Boolean bool -> 70;
            // Ranks of their own, because in a database they are tagged maps beside plain numbers.
            case Double number when number == Double.NEGATIVE_INFINITY -> 79;
            case Double number when number == Double.POSITIVE_INFINITY -> 81;
            case Double number when number.isNaN() -> 82;
            case Number number -> 80;
            case null, default -> 100;
        };
    }

    static byte[] key(@Nullable Object value) {
        ValueOrder order = new ValueOrder();
        order.write(value);
        return order.bytes.toByteArray();
    }

    /** Text that orders as the value does and carries it: the key in hexadecimal digits, a space, the JSON. */
    static String ranked(@Nullable Object value) {
        return java.util.HexFormat.of().formatHex(key(value)) + " " + dev.khive.query.value.GraphJson.write(value);
    }

    /** By code points, as the databases compare UTF-8. */
    static int text(String left, String right) {
        return java.util.Arrays.compareUnsigned(
                left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    private void write(@Nullable Object value) {
        bytes.write(rank(value));
        switch (value) {
            case Map<?, ?> map -> {
                Map<String, Object> sorted = new TreeMap<>(ValueOrder::text);
                map.forEach((key, item) -> sorted.put(key.toString(), item));
                sorted.forEach((key, item) -> {
                    bytes.write(1);
                    text(key);
                    write(item);
                });
                bytes.write(0);
            }
            case List<?> list -> {
                list.forEach(this::write);
                bytes.write(0);
            }
            case NodeValue node -> id(node.id());
            case EdgeValue edge -> id(edge.id());
            case PathValue path -> {
                path.nodes().forEach(node -> id(node.id()));
                path.edges().forEach(edge -> id(edge.id()));
            }
            case String text -> text(text);
            case Boolean bool -> bytes.write(bool ? 1 : 0);
            case Number number -> number(number);
            case null -> {}
            default -> temporal(value);
        }
    }

    private void temporal(Object value) {
        switch (value) {
            case ZonedDateTime time -> {
                whole(time.toEpochSecond());
                whole(time.getNano());
            }
            case LocalDateTime time -> {
                whole(time.toLocalDate().toEpochDay());
                whole(time.toLocalTime().toNanoOfDay());
            }
            case LocalDate date -> whole(date.toEpochDay());
            case OffsetTime time ->
                whole(time.toLocalTime().toNanoOfDay() - time.getOffset().getTotalSeconds() * 1_000_000_000L);
            case LocalTime time -> whole(time.toNanoOfDay());
            case CalendarDuration duration -> duration(duration);
            default -> throw ValueFault.type("There is no order for " + value + ".");
        }
    }

    /** By their average length, then by their parts. */
    private void duration(CalendarDuration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.months())
                .multiply(SECONDS_PER_MONTH)
                .add(BigDecimal.valueOf(duration.days()).multiply(SECONDS_PER_DAY))
                .add(BigDecimal.valueOf(duration.seconds()));
        real(seconds.doubleValue());
        whole(seconds.remainder(SECONDS_PER_DAY).longValue());
        whole(duration.nanos());
        whole(duration.months());
        whole(duration.days());
    }

    private void id(UUID id) {
        whole(id.getMostSignificantBits());
        whole(id.getLeastSignificantBits());
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
    }

    /** The float, and what an integer beyond 53 bits has more than the float. */
    private void number(Number number) {
        double rounded = number.doubleValue() + 0.0;
        real(rounded);
        whole(
                number instanceof Long exact
                        ? BigDecimal.valueOf(exact)
                                .subtract(new BigDecimal(rounded))
                                .longValue()
                        : 0);
    }

    private void real(double value) {
        long bits = Double.doubleToLongBits(value);
        whole(bits ^ ((bits >> 63) & Long.MAX_VALUE));
    }

    private void whole(long value) {
        bytes.writeBytes(
                ByteBuffer.allocate(Long.BYTES).putLong(value ^ Long.MIN_VALUE).array());
    }
}
