package dev.khive.query.function;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of a map that names the parts of a date or time, over another value that gives what the map does not. */
record TemporalFields(Map<String, @Nullable Object> fields) {
    private static final Set<String> SUBSECOND = Set.of("millisecond", "microsecond", "nanosecond");
    private static final Set<String> DATE =
            Set.of("year", "month", "day", "week", "dayofweek", "quarter", "dayofquarter", "ordinalday");

    /** Keys without regard to case. */
    static TemporalFields of(Map<?, ?> map) {
        Map<String, @Nullable Object> fields = new java.util.HashMap<>();
        map.forEach((key, value) -> fields.put(key.toString().toLowerCase(java.util.Locale.ROOT), value));
        return new TemporalFields(fields);
    }

    @Nullable
    Object get(String key) {
        return fields.get(key);
    }

    boolean has(String key) {
        return fields.get(key) != null;
    }

    boolean hasDate() {
        return DATE.stream().anyMatch(this::has);
    }

    @Nullable
    ZoneId zone() {
        return switch (get("timezone")) {
            case null -> null;
            case String text -> TemporalText.zone(text);
            case Object other -> throw ValueFault.type("A time zone is text, was " + other + ".");
        };
    }

    int integer(String key, int absent) {
        return switch (get(key)) {
            case null -> absent;
            case Long number -> {
                if (number.intValue() != number) {
                    throw ValueFault.value("The component " + key + " is out of its range, was " + number + ".");
                }
                yield number.intValue();
            }
            case Object other -> throw ValueFault.type("The component " + key + " is an integer, was " + other + ".");
        };
    }

    static LocalDate ofWeek(int weekYear, int week, int day) {
        LocalDate inFirstWeek = LocalDate.of(weekYear, 1, 4);
        if (week < 1
                || week
                        > IsoFields.WEEK_OF_WEEK_BASED_YEAR
                                .rangeRefinedBy(inFirstWeek)
                                .getMaximum()) {
            throw new DateTimeException("The year " + weekYear + " has no week " + week + ".");
        }
        return inFirstWeek.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(ChronoField.DAY_OF_WEEK, day);
    }

    /** The date that the fields name; what they leave out is the base's, or the first. */
    LocalDate date(@Nullable LocalDate base) {
        if (base == null && !has("year")) {
            throw ValueFault.value("A date is made of at least a year; the map names " + fields.keySet() + ".");
        }
        if (has("week") || (has("dayofweek") && base != null)) {
            int year = integer("year", base == null ? 0 : base.get(IsoFields.WEEK_BASED_YEAR));
            int week = integer("week", base == null ? 1 : base.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            return ofWeek(
                    year,
                    week,
                    integer("dayofweek", base == null ? 1 : base.getDayOfWeek().getValue()));
        }
        int year = integer("year", base == null ? 0 : base.getYear());
        if (has("quarter") || has("dayofquarter")) {
            return ofQuarter(year, base);
        }
        if (has("ordinalday")) {
            return LocalDate.ofYearDay(year, integer("ordinalday", 1));
        }
        int month = integer("month", base == null ? 1 : base.getMonthValue());
        return LocalDate.of(year, month, integer("day", base == null ? 1 : base.getDayOfMonth()));
    }

    private LocalDate ofQuarter(int year, @Nullable LocalDate base) {
        int quarter = integer("quarter", base == null ? 1 : base.get(IsoFields.QUARTER_OF_YEAR));
        if (quarter < 1 || quarter > 4) {
            throw new DateTimeException("A year has no quarter " + quarter + ".");
        }
        if (has("dayofquarter") || base == null) {
            return LocalDate.of(year, 3 * quarter - 2, 1).with(IsoFields.DAY_OF_QUARTER, integer("dayofquarter", 1));
        }
        int month = 3 * quarter - 2 + (base.getMonthValue() - 1) % 3;
        return LocalDate.of(year, month, base.getDayOfMonth());
    }

    /** The time that the fields name; parts of a second replace the base's. */
    LocalTime time(@Nullable LocalTime base) {
        return time(base, 0);
    }

    /** The time that the fields name over a truncated base, whose fraction of a second is kept. */
    LocalTime within(LocalTime truncated) {
        return time(truncated, truncated.get(ChronoField.NANO_OF_SECOND));
    }

    private LocalTime time(@Nullable LocalTime base, int kept) {
        int nanos = SUBSECOND.stream().anyMatch(this::has)
                ? Math.addExact(kept, nanos())
                : base == null ? 0 : base.get(ChronoField.NANO_OF_SECOND);
        return LocalTime.of(
                integer("hour", base == null ? 0 : base.getHour()),
                integer("minute", base == null ? 0 : base.getMinute()),
                integer("second", base == null ? 0 : base.getSecond()),
                nanos);
    }

    private int nanos() {
        int most = has("millisecond") ? 999 : 999_999;
        int millis = bounded("millisecond", 999);
        int micros = bounded("microsecond", most);
        int nanos = bounded("nanosecond", has("microsecond") ? 999 : has("millisecond") ? 999_999 : 999_999_999);
        return millis * 1_000_000 + micros * 1_000 + nanos;
    }

    private int bounded(String key, int most) {
        int value = integer(key, 0);
        if (value < 0 || value > most) {
            throw ValueFault.value("The component " + key + " must be 0 to " + most + ", was " + value + ".");
        }
        return value;
    }
}
