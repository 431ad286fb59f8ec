package dev.khive.query.function;

import dev.khive.api.value.CalendarDuration;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes durations, and calculates with them. Where a part is no integer, a month is 30.436875 days and a day 24 hours. */
final class Durations {
    private static final BigDecimal DAYS_PER_MONTH = new BigDecimal("30.436875");
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);
    private static final String NUMBER = "([-+]?\\d+(?:[.,]\\d+)?)";
    private static final Pattern UNITS = Pattern.compile("([-+]?)P(?:" + NUMBER + "Y)?(?:" + NUMBER + "M)?(?:" + NUMBER
            + "W)?(?:" + NUMBER + "D)?(?:T(?=.)(?:" + NUMBER + "H)?(?:" + NUMBER + "M)?(?:" + NUMBER + "S)?)?");
    private static final Pattern AS_DATE =
            Pattern.compile("P(\\d{4})-(\\d{2})-(\\d{2})(?:T(\\d{2}):(\\d{2}):(\\d{2}(?:[.,]\\d+)?))?");
    private static final Set<String> PARTS = Set.of(
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
            "nanoseconds");

    private Durations() {}

    static CalendarDuration construct(Object source) {
        return switch (source) {
            case CalendarDuration duration -> duration;
            case String text -> ofText(text);
            case Map<?, ?> map -> ofMap(map);
            default -> throw ValueFault.type("duration() cannot be made of " + source + ".");
        };
    }

    private static CalendarDuration ofText(String text) {
        Matcher units = UNITS.matcher(text);
        if (units.matches() && !text.endsWith("P") && !text.endsWith("T")) {
            BigDecimal sign = units.group(1).equals("-") ? BigDecimal.ONE.negate() : BigDecimal.ONE;
            return approximate(
                    sign.multiply(times(units.group(2), 12).add(times(units.group(3), 1))),
                    sign.multiply(times(units.group(4), 7).add(times(units.group(5), 1))),
                    sign.multiply(times(units.group(6), 3600)
                            .add(times(units.group(7), 60))
                            .add(times(units.group(8), 1))));
        }
        Matcher date = AS_DATE.matcher(text);
        if (date.matches()) {
            return approximate(
                    times(date.group(1), 12).add(times(date.group(2), 1)),
                    times(date.group(3), 1),
                    times(date.group(4), 3600).add(times(date.group(5), 60)).add(times(date.group(6), 1)));
        }
        throw ValueFault.value("\"" + text + "\" is no duration in ISO 8601.");
    }

    private static BigDecimal times(@Nullable String digits, int factor) {
        return digits == null
                ? BigDecimal.ZERO
                : new BigDecimal(digits.replace(',', '.')).multiply(BigDecimal.valueOf(factor));
    }

    private static CalendarDuration ofMap(Map<?, ?> map) {
        map.keySet().forEach(key -> {
            if (!PARTS.contains(key.toString())) {
                throw ValueFault.value("A duration has no component " + key + ".");
            }
        });
        return approximate(
                part(map, "years", "12").add(part(map, "quarters", "3")).add(part(map, "months", "1")),
                part(map, "weeks", "7").add(part(map, "days", "1")),
                part(map, "hours", "3600")
                        .add(part(map, "minutes", "60"))
                        .add(part(map, "seconds", "1"))
                        .add(part(map, "milliseconds", "0.001"))
                        .add(part(map, "microseconds", "0.000001"))
                        .add(part(map, "nanoseconds", "0.000000001")));
    }

    private static BigDecimal part(Map<?, ?> map, String key, String factor) {
        return switch (map.get(key)) {
            case null -> BigDecimal.ZERO;
            case Long number -> BigDecimal.valueOf(number).multiply(new BigDecimal(factor));
            case Double number
            when !number.isNaN() && !number.isInfinite() ->
                BigDecimal.valueOf(number).multiply(new BigDecimal(factor));
            case Object other -> throw ValueFault.type("The component " + key + " is a number, was " + other + ".");
        };
    }

    /** Fractions of months become days, those of days seconds, and what is less than a nanosecond is dropped. */
    private static CalendarDuration approximate(BigDecimal months, BigDecimal days, BigDecimal seconds) {
        try {
            BigDecimal wholeMonths = months.setScale(0, RoundingMode.DOWN);
            BigDecimal allDays = days.add(months.subtract(wholeMonths).multiply(DAYS_PER_MONTH));
            BigDecimal wholeDays = allDays.setScale(0, RoundingMode.DOWN);
            BigDecimal allSeconds = seconds.add(allDays.subtract(wholeDays).multiply(SECONDS_PER_DAY))
                    .setScale(9, RoundingMode.DOWN);
            BigDecimal wholeSeconds = allSeconds.setScale(0, RoundingMode.DOWN);
            return CalendarDuration.ofParts(
                    wholeMonths.longValueExact(),
                    wholeDays.longValueExact(),
                    wholeSeconds.longValueExact(),
                    allSeconds.subtract(wholeSeconds).movePointRight(9).longValueExact());
        } catch (ArithmeticException tooLarge) {
            throw ValueFault.overflow(tooLarge);
        }
    }

    static CalendarDuration multiply(CalendarDuration duration, BigDecimal factor) {
        return approximate(
                BigDecimal.valueOf(duration.months()).multiply(factor),
                BigDecimal.valueOf(duration.days()).multiply(factor),
                seconds(duration).multiply(factor));
    }

    static CalendarDuration divide(CalendarDuration duration, BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw ValueFault.divisionByZero();
        }
        return approximate(
                BigDecimal.valueOf(duration.months()).divide(divisor, MathContext.DECIMAL128),
                BigDecimal.valueOf(duration.days()).divide(divisor, MathContext.DECIMAL128),
                seconds(duration).divide(divisor, MathContext.DECIMAL128));
    }

    /** The seconds with their fraction. */
    static BigDecimal seconds(CalendarDuration duration) {
        return BigDecimal.valueOf(duration.seconds()).add(BigDecimal.valueOf(duration.nanos(), 9));
    }

    /** The sum, or with sign -1 the difference. */
    static CalendarDuration add(CalendarDuration left, CalendarDuration right, int sign) {
        return CalendarDuration.ofParts(
                add(left.months(), right.months(), sign),
                add(left.days(), right.days(), sign),
                add(left.seconds(), right.seconds(), sign),
                (long) left.nanos() + (long) sign * right.nanos());
    }

    private static long add(long left, long right, int sign) {
        return sign < 0 ? Math.subtractExact(left, right) : Math.addExact(left, right);
    }

    /** A date takes the whole days of the time, a time takes the time alone. */
    static Object shift(Object temporal, CalendarDuration duration, int sign) {
        try {
            return switch (temporal) {
                case LocalDate date ->
                    date.plusMonths(Math.multiplyExact(duration.months(), sign))
                            .plusDays(Math.multiplyExact(
                                    Math.addExact(duration.days(), duration.seconds() / 86_400), sign));
                case LocalTime time -> clock(time, duration, sign);
                case java.time.OffsetTime time -> clock(time, duration, sign);
                case Temporal moment ->
                    clock(
                            moment.plus(Math.multiplyExact(duration.months(), sign), ChronoUnit.MONTHS)
                                    .plus(Math.multiplyExact(duration.days(), sign), ChronoUnit.DAYS),
                            duration,
                            sign);
                default -> throw ValueFault.type("A duration cannot be added to " + temporal + ".");
            };
        } catch (DateTimeException beyond) {
            throw ValueFault.value("The date lies beyond the calendar: " + beyond.getMessage(), beyond);
        }
    }

    private static Temporal clock(Temporal moment, CalendarDuration duration, int sign) {
        return moment.plus(Math.multiplyExact(duration.seconds(), sign), ChronoUnit.SECONDS)
                .plus((long) sign * duration.nanos(), ChronoUnit.NANOS);
    }

    /** Which parts of a difference are asked for. */
    enum Parts {
        ALL,
        MONTHS,
        DAYS,
        SECONDS
    }

    /** From one value to another. Where one has no date the times alone count, where one has no zone the other's is its own. */
    static CalendarDuration between(Object from, Object to, Parts parts) {
        requireTemporal(from);
        requireTemporal(to);
        boolean dates = Temporals.dateOf(from) != null && Temporals.dateOf(to) != null;
        ZoneId fromZone = Temporals.zoneOf(from);
        ZoneId toZone = Temporals.zoneOf(to);
        ZoneId zone = fromZone != null ? fromZone : toZone != null ? toZone : ZoneOffset.UTC;
        LocalDate day = dates ? null : dayOf(from, to);
        ZonedDateTime start = moment(from, day, fromZone == null ? zone : fromZone);
        ZonedDateTime end = moment(to, day, toZone == null ? zone : toZone);
        return between(start, end, parts);
    }

    private static void requireTemporal(Object value) {
        if (Temporals.formOf(value) == null) {
            throw ValueFault.type("A duration lies between dates and times, was given " + value + ".");
        }
    }

    private static LocalDate dayOf(Object from, Object to) {
        LocalDate first = Temporals.dateOf(from);
        LocalDate second = Temporals.dateOf(to);
        return first != null ? first : second != null ? second : LocalDate.EPOCH;
    }

    private static ZonedDateTime moment(Object value, @Nullable LocalDate day, ZoneId zone) {
        LocalDate date = day != null ? day : Temporals.dateOf(value);
        LocalTime time = Temporals.timeOf(value);
        return ZonedDateTime.of(date == null ? LocalDate.EPOCH : date, time == null ? LocalTime.MIDNIGHT : time, zone);
    }

    private static CalendarDuration between(ZonedDateTime from, ZonedDateTime to, Parts parts) {
        long months = parts == Parts.ALL || parts == Parts.MONTHS ? from.until(to, ChronoUnit.MONTHS) : 0;
        ZonedDateTime afterMonths = from.plusMonths(months);
        long days = parts == Parts.ALL || parts == Parts.DAYS ? afterMonths.until(to, ChronoUnit.DAYS) : 0;
        if (parts == Parts.MONTHS || parts == Parts.DAYS) {
            return new CalendarDuration(months, days, 0, 0);
        }
        ZonedDateTime rest = afterMonths.plusDays(days);
        java.time.Duration time = java.time.Duration.between(rest, to);
        return new CalendarDuration(months, days, time.getSeconds(), time.getNano());
    }
}
