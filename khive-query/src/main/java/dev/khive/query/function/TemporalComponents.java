package dev.khive.query.function;

import dev.khive.api.value.CalendarDuration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code value.component} gives of a date, time or duration. */
final class TemporalComponents {
    private TemporalComponents() {}

    /** The component of a name, with any case; an error where the value has none of that name. */
    static Object of(Object value, String component) {
        String name = component.toLowerCase(java.util.Locale.ROOT);
        Object found =
                value instanceof CalendarDuration duration ? ofDuration(duration, name) : ofTemporal(value, name);
        if (found == null) {
            throw ValueFault.type("The value " + value + " has no component " + component + ".");
        }
        return found;
    }

    private static @Nullable Object ofTemporal(Object value, String name) {
        LocalDate date = Temporals.dateOf(value);
        Object ofDate = date == null ? null : ofDate(date, name);
        if (ofDate != null) {
            return ofDate;
        }
        LocalTime time = Temporals.timeOf(value);
        Optional<ChronoField> field = TemporalText.clockField(name);
        if (time != null && field.isPresent()) {
            return time.getLong(field.get());
        }
        return switch (value) {
            case OffsetTime offset ->
                ofZone(offset.getOffset(), offset.getOffset().getId(), name);
            case ZonedDateTime zoned -> ofZoned(zoned, name);
            default -> null;
        };
    }

    private static @Nullable Object ofDate(LocalDate date, String name) {
        return switch (name) {
            case "year" -> (long) date.getYear();
            case "quarter" -> date.getLong(IsoFields.QUARTER_OF_YEAR);
            case "month" -> (long) date.getMonthValue();
            case "week" -> date.getLong(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "weekyear" -> date.getLong(IsoFields.WEEK_BASED_YEAR);
            case "day" -> (long) date.getDayOfMonth();
            case "ordinalday" -> (long) date.getDayOfYear();
            case "weekday", "dayofweek" -> (long) date.getDayOfWeek().getValue();
            case "dayofquarter" -> date.getLong(IsoFields.DAY_OF_QUARTER);
            default -> null;
        };
    }

    private static @Nullable Object ofZoned(ZonedDateTime value, String name) {
        return switch (name) {
            case "epochseconds" -> value.toEpochSecond();
            case "epochmillis" -> value.toInstant().toEpochMilli();
            default -> ofZone(value.getOffset(), value.getZone().getId(), name);
        };
    }

    private static @Nullable Object ofZone(ZoneOffset offset, String zone, String name) {
        return switch (name) {
            case "timezone" -> zone;
            case "offset" -> offset.getId();
            case "offsetminutes" -> offset.getTotalSeconds() / 60L;
            case "offsetseconds" -> (long) offset.getTotalSeconds();
            default -> null;
        };
    }

    private static @Nullable Object ofDuration(CalendarDuration value, String name) {
        long seconds = value.seconds();
        return switch (name) {
            case "years" -> value.months() / 12;
            case "quarters" -> value.months() / 3;
            case "months" -> value.months();
            case "weeks" -> value.days() / 7;
            case "days" -> value.days();
            case "hours" -> seconds / 3600;
            case "minutes" -> seconds / 60;
            case "seconds" -> seconds;
            case "milliseconds" -> Math.addExact(Math.multiplyExact(seconds, 1_000L), value.nanos() / 1_000_000);
            case "microseconds" -> Math.addExact(Math.multiplyExact(seconds, 1_000_000L), value.nanos() / 1_000);
            case "nanoseconds" -> Math.addExact(Math.multiplyExact(seconds, 1_000_000_000L), value.nanos());
            case "quartersofyear" -> value.months() / 3 % 4;
            case "monthsofquarter" -> value.months() % 3;
            case "monthsofyear" -> value.months() % 12;
            case "daysofweek" -> value.days() % 7;
            case "minutesofhour" -> seconds / 60 % 60;
            case "secondsofminute" -> seconds % 60;
            case "millisecondsofsecond" -> value.nanos() / 1_000_000L;
            case "microsecondsofsecond" -> value.nanos() / 1_000L;
            case "nanosecondsofsecond" -> (long) value.nanos();
            default -> null;
        };
    }
}
