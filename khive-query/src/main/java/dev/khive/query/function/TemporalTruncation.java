package dev.khive.query.function;

import dev.khive.query.function.Temporals.Form;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cuts dates and times at a unit, then sets the fields of a map. */
final class TemporalTruncation {
    private TemporalTruncation() {}

    static @Nullable Object truncate(Form form, Arguments arguments) {
        if (!(arguments.get(0) instanceof String unit)) {
            throw ValueFault.type("The unit of a truncation is text, was " + arguments.get(0) + ".");
        }
        Object source = arguments.get(1);
        if (source == null) {
            return null;
        }
        Object map = arguments.get(2);
        TemporalFields fields = TemporalFields.of(map instanceof Map<?, ?> given ? given : Map.of());
        try {
            return truncate(form, unit.toLowerCase(Locale.ROOT), source, fields);
        } catch (DateTimeException wrong) {
            throw ValueFault.value("The value cannot be truncated to " + unit + ": " + wrong.getMessage(), wrong);
        }
    }

    private static Object truncate(Form form, String unit, Object source, TemporalFields fields) {
        LocalDate date = Temporals.dateOf(source);
        LocalTime time = Temporals.timeOf(source);
        if ((form.hasDate() && date == null) || (!form.hasDate() && time == null)) {
            throw ValueFault.type(Temporals.name(form) + ".truncate() cannot be made of " + source + ".");
        }
        LocalDate cutDate = date == null ? LocalDate.EPOCH : date(unit, date);
        LocalTime cutTime = time(unit, time == null ? LocalTime.MIDNIGHT : time, form);
        ZoneId own = Temporals.zoneOf(source);
        ZoneId wanted = fields.zone();
        ZoneId zone = wanted != null ? wanted : own != null ? own : ZoneOffset.UTC;
        return Temporals.assemble(
                form,
                form.hasDate() && fields.hasDate() ? fields.date(cutDate) : cutDate,
                form.hasTime() ? fields.within(cutTime) : cutTime,
                zone);
    }

    private static LocalDate date(String unit, LocalDate date) {
        return switch (unit) {
            case "millennium" -> firstOfYears(date, 1000);
            case "century" -> firstOfYears(date, 100);
            case "decade" -> firstOfYears(date, 10);
            case "year" -> firstOfYears(date, 1);
            case "weekyear" -> TemporalFields.ofWeek(date.get(IsoFields.WEEK_BASED_YEAR), 1, 1);
            case "quarter" -> date.with(IsoFields.DAY_OF_QUARTER, 1);
            case "month" -> date.withDayOfMonth(1);
            case "week" -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            default -> date;
        };
    }

    private static LocalDate firstOfYears(LocalDate date, int years) {
        return LocalDate.of(Math.floorDiv(date.getYear(), years) * years, 1, 1);
    }

    private static LocalTime time(String unit, LocalTime time, Form form) {
        return switch (unit) {
            case "millennium", "century", "decade", "year", "weekyear", "quarter", "month", "week" -> {
                if (!form.hasDate()) {
                    throw ValueFault.value("A time has no " + unit + " to truncate to.");
                }
                yield LocalTime.MIDNIGHT;
            }
            case "day" -> LocalTime.MIDNIGHT;
            case "hour", "minute", "second", "millisecond", "microsecond" -> {
                if (!form.hasTime()) {
                    throw ValueFault.value("A date has no " + unit + " to truncate to.");
                }
                yield switch (unit) {
                    case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
                    case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
                    case "second" -> time.truncatedTo(ChronoUnit.SECONDS);
                    case "millisecond" -> time.with(ChronoField.MILLI_OF_SECOND, time.get(ChronoField.MILLI_OF_SECOND));
                    default -> time.with(ChronoField.MICRO_OF_SECOND, time.get(ChronoField.MICRO_OF_SECOND));
                };
            }
            default -> throw ValueFault.value("There is no unit \"" + unit + "\" to truncate to.");
        };
    }
}
