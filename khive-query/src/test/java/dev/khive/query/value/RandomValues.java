package dev.khive.query.value;

import dev.khive.api.value.CalendarDuration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values of every type, the awkward ones often. */
final class RandomValues {
    private static final List<String> KEYS = List.of(
            "name", "$", "$date", "$$float", "a.b", "\"", "\\", "", "é", "😀", "x y", "[0]", "#-1", "\t", "null");
    private static final List<String> ZONES =
            List.of("Z", "UTC", "Europe/Paris", "America/St_Johns", "+01:00:30", "-18:00", "GMT+3");

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    Map<String, @Nullable Object> properties() {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            properties.put(key(), value(3));
        }
        return properties;
    }

    Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 14 : 11)) {
            case 0 -> random.nextBoolean();
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> Double.longBitsToDouble(random.nextLong() & ~1L);
            case 3 -> number();
            case 4 -> text();
            case 5 -> date();
            case 6 -> time();
            case 7 -> OffsetTime.of(time(), ZoneOffset.ofTotalSeconds(random.nextInt(129_601) - 64_800));
            case 8 -> LocalDateTime.of(date(), time());
            case 9 -> ZonedDateTime.of(recentDate(), time(), ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
            case 10 ->
                CalendarDuration.ofParts(
                        random.nextLong(), random.nextLong(), random.nextLong() / 2, random.nextLong() / 2);
            case 11, 12 -> list(depth - 1);
            default -> map(depth - 1);
        };
    }

    private Object number() {
        return switch (random.nextInt(8)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> -0.0;
            case 3 -> 1.0;
            case 4 -> Math.pow(10, random.nextInt(600) - 300);
            case 5 -> Double.POSITIVE_INFINITY;
            case 6 -> Double.NEGATIVE_INFINITY;
            default -> Double.NaN;
        };
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(random.nextInt(8) == 0 ? null : value(depth));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(key(), random.nextInt(8) == 0 ? null : value(depth));
        }
        return map;
    }

    private String key() {
        return random.nextInt(4) == 0 ? text() : KEYS.get(random.nextInt(KEYS.size()));
    }

    private String text() {
        return random.ints(random.nextInt(12), 1, 0x11_0000)
                .map(c -> random.nextBoolean() ? 1 + c % 0x7f : c)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private LocalDate date() {
        return random.nextBoolean() ? recentDate() : LocalDate.ofEpochDay(random.nextLong() % 365_000_000_000L);
    }

    private LocalDate recentDate() {
        return LocalDate.of(1900 + random.nextInt(300), 1 + random.nextInt(12), 1 + random.nextInt(28));
    }

    private LocalTime time() {
        return random.nextBoolean()
                ? LocalTime.of(random.nextInt(24), random.nextInt(60))
                : LocalTime.ofNanoOfDay(random.nextLong(86_400_000_000_000L));
    }
}
