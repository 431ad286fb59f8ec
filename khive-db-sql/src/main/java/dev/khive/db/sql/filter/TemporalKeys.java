package dev.khive.db.sql.filter;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What temporal values sort by: a number and a text, of the stored ISO text and of a Java value alike. Dates sort by year and the
 * rest, because the text of years beyond 9999 and before 0 does not; date-times and times with an offset by the seconds of
 * their instant and the fraction.
 */
final class TemporalKeys {
    private TemporalKeys() {}

    /** The tag that a value's JSON object has as its only key. */
    static String tag(Object value) {
        return switch (value) {
            case LocalDate d -> "$date";
            case LocalTime t -> "$localtime";
            case OffsetTime t -> "$time";
            case LocalDateTime t -> "$localdatetime";
            case ZonedDateTime t -> "$datetime";
            default -> throw new IllegalArgumentException("Not temporal: " + value.getClass());
        };
    }

    /** The number and the text of a value. */
    static List<Object> of(Object value) {
        return switch (value) {
            case LocalDate d -> List.of((long) d.getYear(), rest(d.toString()));
            case LocalTime t -> List.of(0L, t.toString());
            case LocalDateTime t -> List.of((long) t.getYear(), rest(t.toString()));
            case ZonedDateTime t -> instant(t.toInstant());
            case OffsetTime t ->
                List.of(
                        t.toLocalTime().toSecondOfDay() - (long) t.getOffset().getTotalSeconds(),
                        fraction(t.getNano()));
            default -> throw new IllegalArgumentException("Not temporal: " + value.getClass());
        };
    }

    private static List<Object> instant(Instant instant) {
        return List.of(instant.getEpochSecond(), fraction(instant.getNano()));
    }

    private static String rest(String text) {
        int time = text.indexOf('T');
        return text.substring((time < 0 ? text.length() : time) - 5);
    }

    /** The digits after the point as java.time writes them: groups of three, none for a whole second. */
    private static String fraction(int nano) {
        String text = LocalTime.ofNanoOfDay(nano).toString();
        int point = text.indexOf('.');
        return point < 0 ? "" : text.substring(point + 1);
    }

    /** The number of a stored text with a tag. */
    static Field<Long> number(String tag, Field<String> text, JsonDialect json) {
        return switch (tag) {
            case "$date" -> year(text, DSL.length(text).add(1));
            case "$localdatetime" -> year(text, DSL.position(text, DSL.inline("T")));
            case "$datetime", "$time" -> json.instantSeconds(text);
            default -> DSL.inline(0L);
        };
    }

    private static Field<Long> year(Field<String> text, Field<Integer> endOfDate) {
        return DSL.substring(text, DSL.inline(1), endOfDate.minus(7)).cast(SQLDataType.BIGINT);
    }

    /** The text of a stored text with a tag. */
    static Field<String> text(String tag, Field<String> text) {
        return switch (tag) {
            case "$date" -> DSL.substring(text, DSL.length(text).minus(4));
            case "$localdatetime" ->
                DSL.substring(text, DSL.position(text, DSL.inline("T")).minus(5));
            case "$datetime", "$time" -> fraction(text);
            default -> text;
        };
    }

    /** The digits between the point and the offset; zones in brackets hold no point. */
    private static Field<String> fraction(Field<String> text) {
        Field<Integer> point = DSL.position(text, DSL.inline("."));
        Field<String> after = DSL.substring(text, point.add(1));
        Field<String> digits =
                DSL.field("substr({0}, 1, length({0}) - length(ltrim({0}, '0123456789')))", SQLDataType.VARCHAR, after);
        return DSL.when(point.eq(0), DSL.inline("")).otherwise(digits);
    }
}
