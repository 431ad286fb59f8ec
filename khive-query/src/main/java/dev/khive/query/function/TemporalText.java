package dev.khive.query.function;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the texts of dates, times and zones: the extended and the basic format of ISO 8601, shortened from the right. */
final class TemporalText {
    private static final String YEAR = "([-+]\\d{1,9}(?=-|$)|\\d{4})";
    private static final Pattern DATE = Pattern.compile(YEAR
            + "(?:-?W(?<week>\\d{2})(?:-?(?<weekday>[1-7]))?|-?Q(?<quarter>[1-4])(?:-?(?<quarterday>\\d{2}))?"
            + "|-?(?<ordinal>\\d{3})|-(?<month>\\d{1,2})(?:-(?<day>\\d{1,2}))?"
            + "|(?<basicmonth>\\d{2})(?<basicday>\\d{2})?)?");
    private static final Pattern TIME = Pattern.compile(
            "(?<hour>\\d{2})(?::?(?<minute>\\d{2})(?::?(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?)?");
    private static final Pattern ZONED = Pattern.compile(
            "(?<rest>.*?)(?<offset>Z|[-+]\\d{2}(?::?\\d{2}(?::?\\d{2})?)?)?(?:\\[(?<region>[^\\]]+)])?");

    private TemporalText() {}

    /** A text in its parts, any of them absent. */
    record Parts(
            @Nullable LocalDate date,
            @Nullable LocalTime time,
            @Nullable ZoneOffset offset,
            @Nullable ZoneId region) {
        @Nullable
        ZoneId zone() {
            return region != null ? region : offset;
        }
    }

    static LocalDate date(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            throw notA("date", text);
        }
        try {
            return date(matcher);
        } catch (DateTimeException wrong) {
            throw ValueFault.value("There is no date \"" + text + "\": " + wrong.getMessage(), wrong);
        }
    }

    private static LocalDate date(Matcher matcher) {
        int year = Integer.parseInt(matcher.group(1));
        if (matcher.group("week") != null) {
            return TemporalFields.ofWeek(year, number(matcher, "week", 1), number(matcher, "weekday", 1));
        }
        if (matcher.group("quarter") != null) {
            return LocalDate.of(year, 3 * number(matcher, "quarter", 1) - 2, 1)
                    .with(IsoFields.DAY_OF_QUARTER, number(matcher, "quarterday", 1));
        }
        if (matcher.group("ordinal") != null) {
            return LocalDate.ofYearDay(year, number(matcher, "ordinal", 1));
        }
        int month = number(matcher, "month", number(matcher, "basicmonth", 1));
        return LocalDate.of(year, month, number(matcher, "day", number(matcher, "basicday", 1)));
    }

    private static int number(Matcher matcher, String group, int absent) {
        String digits = matcher.group(group);
        return digits == null ? absent : Integer.parseInt(digits);
    }

    static LocalTime time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw notA("time", text);
        }
        String fraction = matcher.group("fraction");
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
        try {
            return LocalTime.of(
                    number(matcher, "hour", 0), number(matcher, "minute", 0), number(matcher, "second", 0), nanos);
        } catch (DateTimeException wrong) {
            throw ValueFault.value("There is no time \"" + text + "\": " + wrong.getMessage(), wrong);
        }
    }

    /** A date, a time after T, an offset and a region in brackets. */
    static Parts dateAndTime(String text) {
        int separator = text.indexOf('T');
        if (separator < 0) {
            return new Parts(date(text), null, null, null);
        }
        Parts time = timeAndZone(text.substring(separator + 1));
        return new Parts(date(text.substring(0, separator)), time.time(), time.offset(), time.region());
    }

    static Parts timeAndZone(String text) {
        Matcher matcher = ZONED.matcher(text);
        if (!matcher.matches()) {
            throw notA("time", text);
        }
        String offset = matcher.group("offset");
        String region = matcher.group("region");
        return new Parts(
                null,
                time(matcher.group("rest")),
                offset == null ? null : ZoneOffset.of(offset),
                region == null ? null : zone(region));
    }

    /** A region such as Europe/Paris or an offset such as +01:00. */
    static ZoneId zone(String text) {
        try {
            return text.equals("Z") || text.startsWith("+") || text.startsWith("-")
                    ? ZoneOffset.of(text)
                    : ZoneId.of(text.replace(' ', '_'));
        } catch (DateTimeException wrong) {
            throw ValueFault.value("There is no time zone \"" + text + "\".", wrong);
        }
    }

    private static ValueFault notA(String what, String text) {
        return ValueFault.value("\"" + text + "\" is no " + what + " in ISO 8601.");
    }

    /** The day of an ISO week as a component's name knows it. */
    static Optional<ChronoField> clockField(String component) {
        return switch (component) {
            case "hour" -> Optional.of(ChronoField.HOUR_OF_DAY);
            case "minute" -> Optional.of(ChronoField.MINUTE_OF_HOUR);
            case "second" -> Optional.of(ChronoField.SECOND_OF_MINUTE);
            case "millisecond" -> Optional.of(ChronoField.MILLI_OF_SECOND);
            case "microsecond" -> Optional.of(ChronoField.MICRO_OF_SECOND);
            case "nanosecond" -> Optional.of(ChronoField.NANO_OF_SECOND);
            default -> Optional.empty();
        };
    }
}
