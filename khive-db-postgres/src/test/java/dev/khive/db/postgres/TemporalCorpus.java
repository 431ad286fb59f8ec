package dev.khive.db.postgres;

import dev.khive.api.value.CalendarDuration;
import dev.khive.query.value.GraphJson;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Random dates, times and durations of a seed, of which many lie on an edge, and what others are made of. */
final class TemporalCorpus {
    /** Regions whose past changed between the versions of the tz database that servers and Java have, or that servers lack. */
    private static final Set<String> UNSETTLED = Set.of(
            "America/Ensenada",
            "America/Santa_Isabel",
            "America/Tijuana",
            "Mexico/BajaNorte",
            "Europe/Chisinau",
            "Europe/Tiraspol");

    static final List<String> REGIONS = ZoneId.getAvailableZoneIds().stream()
            .filter(id -> !id.startsWith("SystemV/") && !UNSETTLED.contains(id))
            .sorted()
            .toList();

    private static final List<String> OTHER_ZONES = List.of(
            "Z", "UTC", "GMT", "UT", "+01:00", "-02:30", "+18:00", "-00:00:01", "+05:45:30", "UTC+02:00", "GMT-3");

    private static final List<String> NO_ZONES = List.of(
            "",
            "z",
            "europe/paris",
            "Europe/Nowhere",
            "+19",
            "+1:00",
            "+01:60",
            "UTC+",
            "UTC+25",
            "PST",
            "EST5",
            "Etc/GMT+99");

    private static final List<String> JUNK = List.of(
            "1", "1.5", "true", "[]", "{}", "\"\"", "\"P\"", "{\"$float\":\"NaN\"}", "[{\"$date\":\"2020-01-01\"}]");

    private final Random random;

    TemporalCorpus(long seed) {
        this.random = new Random(seed);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    long integer(long from, long to) {
        return random.nextLong(from, to + 1);
    }

    /** A value of some kind, now and then none at all. */
    String any() {
        return once(12) ? pick(JUNK) : once(5) ? duration() : moment();
    }

    String moment() {
        return GraphJson.write(
                switch (random.nextInt(6)) {
                    case 0 -> date();
                    case 1 -> time();
                    case 2 -> OffsetTime.of(time(), offset());
                    case 3 -> LocalDateTime.of(date(), time());
                    default -> zoned();
                });
    }

    String duration() {
        return GraphJson.write(span());
    }

    CalendarDuration span() {
        int nanos = once(2) ? 0 : random.nextInt(1_000_000_000);
        return switch (random.nextInt(8)) {
            case 0 -> new CalendarDuration(part(), part(), part(), nanos);
            case 1 -> new CalendarDuration(integer(-30_000_000_000L, 30_000_000_000L), 0, 0, 0);
            case 2 -> new CalendarDuration(0, integer(-800_000_000_000L, 800_000_000_000L), 0, 0);
            case 3 -> new CalendarDuration(integer(-12, 12), integer(-31, 31), 0, 0);
            default ->
                new CalendarDuration(
                        integer(-3_000, 3_000), integer(-100_000, 100_000), integer(-200_000, 200_000), nanos);
        };
    }

    private long part() {
        return switch (random.nextInt(4)) {
            case 0 -> Long.MAX_VALUE - integer(0, 3);
            case 1 -> Long.MIN_VALUE + integer(0, 3);
            case 2 -> random.nextLong();
            default -> integer(-100, 100);
        };
    }

    LocalDate date() {
        int year = (int)
                switch (random.nextInt(10)) {
                    case 0 -> integer(-999_999_999, 999_999_999);
                    case 1 -> once(2) ? 999_999_999 : -999_999_999;
                    case 2 -> integer(-20_000, 20_000);
                    case 3 -> integer(-2, 101);
                    case 4 -> 400 * integer(-10, 20);
                    default -> integer(1_800, 2_200);
                };
        return switch (random.nextInt(6)) {
            case 0 -> LocalDate.of(year, 12, (int) integer(27, 31));
            case 1 -> LocalDate.of(year, 1, (int) integer(1, 5));
            case 2 -> LocalDate.of(year, 3, 1).minusDays(integer(0, 2));
            case 3 -> LocalDate.of(year, (int) integer(1, 12), (int) integer(26, 28));
            default -> LocalDate.ofYearDay(year, (int) integer(1, 365));
        };
    }

    LocalTime time() {
        return switch (random.nextInt(6)) {
            case 0 -> LocalTime.MIDNIGHT;
            case 1 -> LocalTime.MAX;
            case 2 -> LocalTime.of(random.nextInt(24), random.nextInt(60));
            case 3 -> LocalTime.of(random.nextInt(24), random.nextInt(60), random.nextInt(60));
            case 4 -> LocalTime.ofSecondOfDay(integer(0, 86_399)).withNano(1_000_000 * random.nextInt(1_000));
            default -> LocalTime.ofNanoOfDay(integer(0, 86_399_999_999_999L));
        };
    }

    ZoneOffset offset() {
        return switch (random.nextInt(3)) {
            case 0 -> ZoneOffset.UTC;
            case 1 -> ZoneOffset.ofTotalSeconds((int) (900 * integer(-72, 72)));
            default -> ZoneOffset.ofTotalSeconds((int) integer(-64_800, 64_800));
        };
    }

    String zone() {
        return once(3) ? offset().getId() : once(3) ? pick(OTHER_ZONES) : pick(REGIONS);
    }

    ZonedDateTime zoned() {
        ZoneId zone = ZoneId.of(zone());
        ZonedDateTime result =
                once(2) ? atTransition(zone) : LocalDateTime.of(date(), time()).atZone(zone);
        return once(2) ? result : result.withLaterOffsetAtOverlap();
    }

    /** Within hours of a change of the offset, where there is one. */
    private ZonedDateTime atTransition(ZoneId zone) {
        ZoneOffsetTransition next =
                zone.getRules().nextTransition(Instant.ofEpochSecond(integer(-5_000_000_000L, 8_000_000_000L)));
        if (next == null) {
            return LocalDateTime.of(date(), time()).atZone(zone);
        }
        long apart = once(4) ? integer(-90_000, 90_000) : 1_800 * integer(-4, 4);
        return next.getDateTimeBefore().plusSeconds(apart).atZone(zone);
    }

    /** What a date or time is made of. */
    String source() {
        return switch (random.nextInt(6)) {
            case 0 -> any();
            case 1, 2, 3 -> GraphJson.write(text());
            default -> map();
        };
    }

    /** A text that is a date or a time in some format, or almost. */
    String text() {
        String text = switch (random.nextInt(5)) {
            case 0 -> dateText();
            case 1 -> timeText() + zoneText();
            case 2 -> timeText();
            default -> dateText() + "T" + timeText() + zoneText();
        };
        return once(8) ? mutated(text) : text;
    }

    private String mutated(String text) {
        int place = random.nextInt(text.length() + 1);
        String inserted = pick(List.of("", "0", "9", "-", "+", ":", "T", "W", "Z", " ", "[", "]", ".", "\n", "١"));
        return text.substring(0, place) + inserted + text.substring(Math.min(text.length(), place + random.nextInt(2)));
    }

    private String dateText() {
        String year = once(6)
                ? pick(List.of("+", "-")) + integer(0, once(2) ? 9_999 : 1_000_000_000)
                : "%04d".formatted(integer(0, 9_999));
        String dash = once(3) ? "" : "-";
        return year
                + switch (random.nextInt(7)) {
                    case 0 -> "";
                    case 1 -> dash + "W%02d".formatted(integer(0, 54)) + (once(2) ? "" : dash + integer(0, 8));
                    case 2 -> dash + "Q" + integer(0, 5) + (once(2) ? "" : dash + "%02d".formatted(integer(0, 93)));
                    case 3 -> dash + "%03d".formatted(integer(0, 367));
                    case 4 -> "-" + integer(0, 13) + (once(2) ? "" : "-" + integer(0, 32));
                    default ->
                        dash
                                + "%02d".formatted(integer(1, 12))
                                + (once(3) ? "" : dash + "%02d".formatted(integer(1, 31)));
                };
    }

    private String timeText() {
        String colon = once(3) ? "" : ":";
        StringBuilder text = new StringBuilder("%02d".formatted(integer(0, once(9) ? 24 : 23)));
        for (int part = random.nextInt(3); part > 0; part--) {
            text.append(colon).append("%02d".formatted(integer(0, once(9) ? 60 : 59)));
        }
        if (text.length() >= 6 && once(2)) {
            text.append(pick(List.of(".", ","))).append(integer(0, 999_999_999));
        }
        return text.toString();
    }

    private String zoneText() {
        String offset =
                pick(List.of("", "Z", "+01", "-0230", "+00:53:28", "+02:00", "+01:00", "-19:00", offset().getId()));
        return offset + (once(2) ? "" : "[" + (once(10) ? pick(NO_ZONES) : zone()) + "]");
    }

    /** A map of parts, now and then with a wrong one. */
    String map() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (once(10)) {
            map.put(pick(List.of("epochSeconds", "epochMillis")), once(9) ? 1.5 : edge(2_000_000_000L));
        }
        put(map, 2, "date", date());
        put(map, 3, "time", time());
        if (once(4)) {
            map.put("time", zoned());
        }
        if (once(5)) {
            map.put("datetime", once(3) ? LocalDateTime.of(date(), time()) : zoned());
        }
        put(map, 2, "year", once(4) ? integer(-1_000_000_001, 1_000_000_001) : integer(1_900, 2_100));
        dayParts(map);
        put(map, 2, "hour", integer(0, 24));
        put(map, 3, "minute", integer(0, 60));
        put(map, 3, "second", integer(-1, 60));
        put(map, 5, "millisecond", integer(0, 1_000));
        put(map, 5, "microsecond", integer(0, once(2) ? 1_000 : 1_000_000));
        put(map, 5, "nanosecond", integer(0, pick(List.of(1_000L, 1_000_000L, 1_000_000_000L))));
        put(map, 2, once(5) ? "timeZone" : "timezone", once(20) ? pick(NO_ZONES) : zone());
        spoil(map);
        return GraphJson.write(map);
    }

    private void dayParts(Map<String, @Nullable Object> map) {
        switch (random.nextInt(5)) {
            case 0 -> {
                put(map, 2, "week", integer(0, 54));
                put(map, 2, "dayOfWeek", integer(0, 8));
            }
            case 1 -> {
                put(map, 2, "quarter", integer(0, 5));
                put(map, 2, "dayOfQuarter", integer(0, 93));
            }
            case 2 -> put(map, 1, "ordinalDay", integer(0, 367));
            default -> {
                put(map, 2, "month", integer(0, 13));
                put(map, 2, "day", integer(0, 32));
            }
        }
    }

    private void put(Map<String, @Nullable Object> map, int in, String key, Object value) {
        if (once(in)) {
            map.put(key, value);
        }
    }

    private void spoil(Map<String, @Nullable Object> map) {
        if (once(10) && !map.isEmpty()) {
            String key = pick(List.copyOf(map.keySet()));
            Object junk = pick(List.of(List.of(), 1.5, "x", 1L << 40, -1L, true, date()));
            map.put(key, once(3) ? null : junk);
        }
    }

    private long edge(long usual) {
        return once(4) ? random.nextLong() : integer(-usual, usual);
    }

    String epoch() {
        return once(20) ? pick(JUNK) : Long.toString(edge(40_000_000_000_000_000L));
    }

    /** What a duration is made of. */
    String durationSource() {
        return switch (random.nextInt(5)) {
            case 0 -> any();
            case 1, 2 -> GraphJson.write(once(8) ? mutated(durationText()) : durationText());
            default -> durationMap();
        };
    }

    private String durationText() {
        if (once(6)) {
            return "P%04d-%02d-%02d".formatted(integer(0, 9_999), integer(0, 99), integer(0, 99))
                    + (once(2) ? "" : "T%02d:%02d:%02d".formatted(integer(0, 99), integer(0, 99), integer(0, 99)))
                    + (once(2) ? "" : "." + integer(0, 999_999));
        }
        return pick(List.of("", "", "-", "+")) + "P" + units("YMWD") + (once(3) ? "" : "T" + units("HMS"));
    }

    private String units(String letters) {
        return letters.chars()
                .filter(letter -> once(2))
                .mapToObj(letter -> amount() + (char) letter)
                .collect(Collectors.joining());
    }

    private String amount() {
        String digits = once(12) ? Long.toString(random.nextLong()) : Long.toString(integer(-1_000, 100_000));
        return digits + (once(2) ? "" : pick(List.of(".", ",")) + integer(0, once(4) ? Long.MAX_VALUE - 1 : 999));
    }

    private String durationMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String key : List.of(
                "years",
                "quarters",
                "months",
                "weeks",
                "days",
                "hours",
                "minutes",
                "seconds",
                "milliseconds",
                "microseconds",
                "nanoseconds")) {
            put(map, 3, key, number());
        }
        put(map, 40, "Years", 1L);
        spoil(map);
        return GraphJson.write(map);
    }

    private Object number() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextGaussian() * Math.pow(10, random.nextInt(-12, 21));
            case 1 -> integer(-1_000, 1_000) / 8.0;
            case 2 -> once(8) ? random.nextLong() : integer(-1_000_000_000, 1_000_000_000);
            default -> integer(-1_000, 1_000);
        };
    }

    /** What a duration is multiplied with. */
    String factor() {
        return once(15)
                ? pick(List.of("0", "0.0", "{\"$float\":\"Infinity\"}", "\"2\"", "{\"$float\":\"NaN\"}", "-1", "1"))
                : GraphJson.write(number());
    }

    String unit() {
        return once(15)
                ? pick(List.of("null", "1", "\"\"", "\"weeks\"", "\"nanosecond\""))
                : GraphJson.write(pick(List.of(
                        "millennium",
                        "century",
                        "decade",
                        "year",
                        "weekYear",
                        "quarter",
                        "month",
                        "week",
                        "day",
                        "hour",
                        "MINUTE",
                        "second",
                        "millisecond",
                        "microsecond")));
    }

    String zoneArgument() {
        return switch (random.nextInt(6)) {
            case 0 -> pick(JUNK);
            case 1 -> GraphJson.write(Map.of("timezone", zone()));
            case 2 -> GraphJson.write(pick(NO_ZONES));
            default -> GraphJson.write(zone());
        };
    }

    /** Tuples of arguments. */
    static List<List<String>> tuples(int count, java.util.function.Supplier<List<String>> tuple) {
        List<List<String>> tuples = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            tuples.add(tuple.get());
        }
        return tuples;
    }
}
