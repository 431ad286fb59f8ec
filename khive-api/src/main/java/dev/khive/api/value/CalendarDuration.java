package dev.khive.api.value;

import dev.khive.api.error.InvalidInputException;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A duration of four parts that are never converted into one another: a month has no fixed number of days, nor a day of
 * seconds.
 *
 * @param months any sign; twelve are written as a year
 * @param days any sign; seven are not written as a week
 * @param seconds any sign
 * @param nanos 0 to 999,999,999, added to the seconds (so half a second before zero is -1 second and 500,000,000 nanos)
 */
public record CalendarDuration(long months, long days, long seconds, int nanos) {
    /** No time at all. */
    public static final CalendarDuration ZERO = new CalendarDuration(0, 0, 0, 0);

    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final String NUMBER = "([-+]?\\d+(?:[.,]\\d{1,9})?)";
    private static final Pattern ISO =
            Pattern.compile("([-+]?)P(?:([-+]?\\d+)Y)?(?:([-+]?\\d+)M)?(?:([-+]?\\d+)W)?(?:([-+]?\\d+)D)?"
                    + "(?:T(?=[-+.\\d])(?:([-+]?\\d+)H)?(?:([-+]?\\d+)M)?(?:" + NUMBER + "S)?)?");

    /** Checks the range of the nanoseconds. */
    public CalendarDuration {
        if (nanos < 0 || nanos >= NANOS_PER_SECOND) {
            throw new InvalidInputException("The nanoseconds of a duration must be 0 to 999999999, was " + nanos + ".");
        }
    }

    /** A duration whose nanoseconds may have any sign and size; whole seconds of them are carried over. */
    public static CalendarDuration ofParts(long months, long days, long seconds, long nanos) {
        return new CalendarDuration(
                months,
                days,
                Math.addExact(seconds, Math.floorDiv(nanos, (long) NANOS_PER_SECOND)),
                Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /**
     * Reads ISO 8601, for example {@code P1Y2M10DT2H30M5.5S}.
     *
     * @throws InvalidInputException when the text is no duration or a part does not fit 64 bits
     */
    public static CalendarDuration parse(String text) {
        Matcher matcher = ISO.matcher(text);
        if (!matcher.matches() || text.endsWith("P") || text.endsWith("T")) {
            throw notADuration(text, null);
        }
        try {
            long sign = matcher.group(1).equals("-") ? -1 : 1;
            long months = Math.addExact(Math.multiplyExact(whole(matcher.group(2)), 12L), whole(matcher.group(3)));
            long days = Math.addExact(Math.multiplyExact(whole(matcher.group(4)), 7L), whole(matcher.group(5)));
            long hoursAndMinutes = Math.addExact(
                    Math.multiplyExact(whole(matcher.group(6)), 3600L),
                    Math.multiplyExact(whole(matcher.group(7)), 60L));
            BigDecimal fraction = matcher.group(8) == null
                    ? BigDecimal.ZERO
                    : new BigDecimal(matcher.group(8).replace(',', '.'));
            long nanos = fraction.remainder(BigDecimal.ONE).movePointRight(9).longValueExact();
            long seconds =
                    Math.addExact(hoursAndMinutes, fraction.toBigInteger().longValueExact());
            return ofParts(
                    Math.multiplyExact(sign, months),
                    Math.multiplyExact(sign, days),
                    Math.multiplyExact(sign, seconds),
                    sign * nanos);
        } catch (ArithmeticException | NumberFormatException tooLarge) {
            throw notADuration(text, tooLarge);
        }
    }

    private static long whole(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static InvalidInputException notADuration(String text, @Nullable Throwable cause) {
        return new InvalidInputException(
                "\"" + text + "\" is not an ISO 8601 duration such as P1Y2M10DT2H30M5.5S.", cause);
    }

    /** ISO 8601 with years, months, days, hours, minutes and seconds; {@code PT0S} for no time at all. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("P");
        append(text, months / 12, 'Y');
        append(text, months % 12, 'M');
        append(text, days, 'D');
        BigDecimal total = BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, 9));
        BigDecimal[] hours = total.divideAndRemainder(BigDecimal.valueOf(3600));
        BigDecimal[] minutes = hours[1].divideAndRemainder(BigDecimal.valueOf(60));
        if (total.signum() != 0) {
            text.append('T');
            append(text, hours[0].longValue(), 'H');
            append(text, minutes[0].longValue(), 'M');
            if (minutes[1].signum() != 0) {
                text.append(minutes[1].stripTrailingZeros().toPlainString()).append('S');
            }
        }
        return text.length() == 1 ? "PT0S" : text.toString();
    }

    private static void append(StringBuilder text, long amount, char unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }
}
