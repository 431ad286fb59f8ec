package dev.khive.query.value;

import dev.khive.api.value.CalendarDuration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The types that JSON does not have, each an object with one key. */
enum JsonTag {
    FLOAT("$float", "NaN, Infinity or -Infinity"),
    DATE("$date", "a date such as 2024-02-29"),
    LOCAL_TIME("$localtime", "a local time such as 10:15:30.5"),
    TIME("$time", "a time with offset such as 10:15:30+01:00"),
    LOCAL_DATE_TIME("$localdatetime", "a local date and time such as 2024-02-29T10:15:30"),
    DATE_TIME("$datetime", "a date and time with zone such as 2024-02-29T10:15:30+01:00[Europe/Paris]"),
    DURATION("$duration", "a duration such as P1Y2M10DT2H30M5.5S");

    private final String key;
    private final String form;

    JsonTag(String key, String form) {
        this.key = key;
        this.form = form;
    }

    String key() {
        return key;
    }

    /** What the text must look like, for an error's sentence. */
    String form() {
        return form;
    }

    /** The value of a text; throws DateTimeException, InvalidInputException or IllegalArgumentException otherwise. */
    Object parse(String text) {
        return switch (this) {
            case FLOAT -> nonFinite(text);
            case DATE -> LocalDate.parse(text);
            case LOCAL_TIME -> LocalTime.parse(text);
            case TIME -> OffsetTime.parse(text);
            case LOCAL_DATE_TIME -> LocalDateTime.parse(text);
            case DATE_TIME -> ZonedDateTime.parse(text);
            case DURATION -> CalendarDuration.parse(text);
        };
    }

    static Optional<JsonTag> of(String key) {
        for (JsonTag tag : values()) {
            if (tag.key.equals(key)) {
                return Optional.of(tag);
            }
        }
        return Optional.empty();
    }

    private static Double nonFinite(String text) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
