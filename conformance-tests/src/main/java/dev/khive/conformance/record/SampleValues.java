package dev.khive.conformance.record;

import dev.khive.api.value.CalendarDuration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of every type that a property can have, with those that other systems lose or confuse. */
public final class SampleValues {

    /** Booleans and what is taken for them elsewhere. */
    public static final List<Object> BOOLEANS = List.of(true, false);

    /** Integers and floats: equals of the other type, the ends of the ranges, what no decimal text shows exactly. */
    public static final List<Object> NUMBERS = List.of(
            0L,
            1L,
            -1L,
            (1L << 53) + 1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            0.0,
            -0.0,
            1.0,
            0.1,
            -2.5,
            9007199254740992.0,
            1e300,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);

    /** Strings: empty, look-alikes of other values, white space at the ends, code points beyond 16 bits, two spellings of one letter. */
    public static final List<Object> STRINGS = List.of(
            "",
            "a",
            " a\n",
            "A",
            "b",
            "ab",
            "1",
            "1.0",
            "true",
            "null",
            "NaN",
            "é",
            "e\u0301",
            "\uFFFD",
            "\uD83D\uDE00",
            "a'b\"c");

    /** Dates and times of every type, some of them the same instant in two zones. */
    public static final List<Object> TEMPORALS = List.of(
            LocalDate.of(2024, 2, 29),
            LocalDate.of(-44, 3, 15),
            LocalDate.of(12024, 1, 1),
            LocalTime.of(12, 30, 15, 123_456_789),
            LocalTime.MIDNIGHT,
            OffsetTime.of(12, 0, 0, 0, ZoneOffset.ofHours(2)),
            OffsetTime.of(10, 0, 0, 0, ZoneOffset.UTC),
            OffsetTime.of(23, 59, 59, 999_999_999, ZoneOffset.ofHoursMinutesSeconds(-5, -30, -15)),
            LocalDateTime.of(2024, 2, 29, 23, 59, 59, 1),
            LocalDateTime.of(1, 1, 1, 0, 0),
            ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, ZoneId.of("Europe/Paris")),
            ZonedDateTime.of(2024, 7, 1, 10, 0, 0, 0, ZoneOffset.UTC),
            ZonedDateTime.of(1969, 12, 31, 23, 59, 59, 999_999_999, ZoneOffset.ofHours(-8)));

    /** Durations, equal in length and yet different among them. */
    public static final List<Object> DURATIONS = List.of(
            CalendarDuration.ZERO,
            new CalendarDuration(1, 0, 0, 0),
            new CalendarDuration(0, 30, 0, 0),
            new CalendarDuration(14, -3, -5, 500_000_000),
            new CalendarDuration(0, 0, 86_400, 1));

    /** Lists and maps, nested and with nulls, with keys that mean something elsewhere. */
    public static final List<Object> NESTED = nested();

    /** All of them. */
    public static final List<Object> ALL = Stream.of(BOOLEANS, NUMBERS, STRINGS, TEMPORALS, DURATIONS, NESTED)
            .flatMap(List::stream)
            .toList();

    private SampleValues() {}

    private static List<Object> nested() {
        List<@Nullable Object> withNull = new ArrayList<>();
        withNull.add(1L);
        withNull.add(null);
        Map<String, @Nullable Object> holdsNull = new HashMap<>();
        holdsNull.put("a", null);
        return List.of(
                List.of(),
                List.of(1L, 2L),
                List.of(1.0, 2L),
                List.of(2L, 1L),
                List.of(true, "true", LocalDate.of(2024, 1, 1)),
                Collections.unmodifiableList(withNull),
                List.of(List.of(), List.of(List.of(1L))),
                Map.of(),
                Map.of("a", 1L),
                Map.of("a", 1L, "b", List.of(Map.of("c", Double.NaN))),
                Collections.unmodifiableMap(holdsNull),
                Map.of("$float", "NaN"),
                Map.of("$date", "2024-01-01", "x", 1L),
                Map.of("", 1L, "a.b", 2L, "a", Map.of("b", 3L), "$", 4L, "\"", 5L, "\\", 6L, "[0]", 7L));
    }
}
