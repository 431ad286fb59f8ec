package dev.khive.query.function;

import dev.khive.api.value.CalendarDuration;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes dates and times of texts, of maps of their parts, of one another, and of the clock. The default zone is UTC. */
final class Temporals {
    private static final long MICROS = 1_000_000;

    private Temporals() {}

    /** A kind of temporal value. */
    enum Form {
        DATE,
        LOCAL_TIME,
        TIME,
        LOCAL_DATE_TIME,
        DATE_TIME;

        boolean hasDate() {
            return this == DATE || this == LOCAL_DATE_TIME || this == DATE_TIME;
        }

        boolean hasTime() {
            return this != DATE;
        }
    }

    /** Null for no temporal value with a calendar or clock. */
    static @Nullable Form formOf(@Nullable Object value) {
        return switch (value) {
            case LocalDate date -> Form.DATE;
            case LocalTime time -> Form.LOCAL_TIME;
            case OffsetTime time -> Form.TIME;
            case LocalDateTime dateTime -> Form.LOCAL_DATE_TIME;
            case ZonedDateTime dateTime -> Form.DATE_TIME;
            case null, default -> null;
        };
    }

    static @Nullable LocalDate dateOf(Object value) {
        return switch (value) {
            case LocalDate date -> date;
            case LocalDateTime dateTime -> dateTime.toLocalDate();
            case ZonedDateTime dateTime -> dateTime.toLocalDate();
            default -> null;
        };
    }

    static @Nullable LocalTime timeOf(Object value) {
        return switch (value) {
            case LocalTime time -> time;
            case OffsetTime time -> time.toLocalTime();
            case LocalDateTime dateTime -> dateTime.toLocalTime();
            case ZonedDateTime dateTime -> dateTime.toLocalTime();
            default -> null;
        };
    }

    static @Nullable ZoneId zoneOf(Object value) {
        return switch (value) {
            case OffsetTime time -> time.getOffset();
            case ZonedDateTime dateTime -> dateTime.getZone();
            default -> null;
        };
    }

    /** The value of a form with these parts. */
    static Object assemble(Form form, LocalDate date, LocalTime time, ZoneId zone) {
        return switch (form) {
            case DATE -> date;
            case LOCAL_TIME -> time;
            case TIME -> OffsetTime.of(time, offset(zone, date, time));
            case LOCAL_DATE_TIME -> LocalDateTime.of(date, time);
            case DATE_TIME -> ZonedDateTime.of(date, time, zone);
        };
    }

    static ZoneOffset offset(ZoneId zone, LocalDate date, LocalTime time) {
        return zone instanceof ZoneOffset offset ? offset : zone.getRules().getOffset(LocalDateTime.of(date, time));
    }

    /** Of a text, a map or another temporal value. */
    static Object construct(Form form, Object source) {
        try {
            return switch (source) {
                case String text -> ofText(form, text);
                case Map<?, ?> map -> ofMap(form, TemporalFields.of(map));
                default -> ofTemporal(form, source);
            };
        } catch (DateTimeException wrong) {
            throw ValueFault.value(name(form) + "() cannot be made: " + wrong.getMessage(), wrong);
        }
    }

    static String name(Form form) {
        return form.name().toLowerCase(java.util.Locale.ROOT).replace("_", "");
    }

    private static Object ofText(Form form, String text) {
        return switch (form) {
            case DATE -> TemporalText.date(text);
            case LOCAL_TIME -> TemporalText.time(text);
            case TIME -> {
                TemporalText.Parts parts = TemporalText.timeAndZone(text);
                yield OffsetTime.of(orMidnight(parts.time()), parts.offset() == null ? ZoneOffset.UTC : parts.offset());
            }
            case LOCAL_DATE_TIME -> {
                TemporalText.Parts parts = TemporalText.dateAndTime(text);
                if (parts.zone() != null || parts.date() == null) {
                    throw ValueFault.value("A local date and time has no zone: \"" + text + "\".");
                }
                yield LocalDateTime.of(parts.date(), orMidnight(parts.time()));
            }
            case DATE_TIME -> zoned(TemporalText.dateAndTime(text), text);
        };
    }

    private static ZonedDateTime zoned(TemporalText.Parts parts, String text) {
        ZoneId zone = parts.zone();
        LocalDateTime local =
                LocalDateTime.of(java.util.Objects.requireNonNull(parts.date()), orMidnight(parts.time()));
        if (zone == null) {
            return local.atZone(ZoneOffset.UTC);
        }
        if (parts.offset() == null || parts.region() == null) {
            return local.atZone(zone);
        }
        ZonedDateTime result = ZonedDateTime.ofLocal(local, zone, parts.offset());
        if (!result.getOffset().equals(parts.offset())) {
            throw ValueFault.value(
                    "The offset of \"" + text + "\" is not one of its zone; that has " + result.getOffset() + " then.");
        }
        return result;
    }

    private static LocalTime orMidnight(@Nullable LocalTime time) {
        return time == null ? LocalTime.MIDNIGHT : time;
    }

    private static Object ofTemporal(Form form, Object source) {
        LocalDate date = dateOf(source);
        LocalTime time = timeOf(source);
        boolean lacking = (form.hasDate() && date == null) || (!form.hasDate() && time == null);
        if (lacking) {
            throw ValueFault.type(name(form) + "() cannot be made of " + source + ".");
        }
        ZoneId zone = zoneOf(source);
        return assemble(
                form, date == null ? LocalDate.EPOCH : date, orMidnight(time), zone == null ? ZoneOffset.UTC : zone);
    }

    private static Object ofMap(Form form, TemporalFields fields) {
        if (fields.has("epochseconds") || fields.has("epochmillis")) {
            return ofEpoch(form, fields);
        }
        Object whole = fields.get("datetime");
        Object datePart = whole == null ? fields.get("date") : whole;
        Object timePart = whole == null ? fields.get("time") : whole;
        LocalDate baseDate = datePart == null ? null : required(dateOf(datePart), datePart, "date");
        LocalTime baseTime = timePart == null ? null : required(timeOf(timePart), timePart, "time");
        ZoneId ownZone = timePart == null ? null : zoneOf(timePart);
        ZoneId wantedZone = fields.zone();
        if (ownZone != null && wantedZone != null && baseTime != null) {
            return converted(form, fields, baseDate, baseTime, ownZone, wantedZone, whole != null);
        }
        LocalDate date = form.hasDate() ? fields.date(baseDate) : LocalDate.EPOCH;
        LocalTime time = form.hasTime() ? fields.time(baseTime) : LocalTime.MIDNIGHT;
        ZoneId zone = wantedZone != null ? wantedZone : ownZone != null ? ownZone : ZoneOffset.UTC;
        return assemble(form, date, time, zone);
    }

    /** A time that has a zone keeps its instant in another zone; the fields are set after that. */
    private static Object converted(
            Form form,
            TemporalFields fields,
            @Nullable LocalDate baseDate,
            LocalTime baseTime,
            ZoneId ownZone,
            ZoneId wantedZone,
            boolean oneSource) {
        LocalDate given =
                baseDate != null && oneSource ? baseDate : form.hasDate() ? fields.date(baseDate) : LocalDate.EPOCH;
        ZonedDateTime moved = ZonedDateTime.of(given, baseTime, ownZone).withZoneSameInstant(wantedZone);
        LocalDate date = !form.hasDate() ? given : oneSource ? fields.date(moved.toLocalDate()) : moved.toLocalDate();
        LocalTime time = form.hasTime() ? fields.time(moved.toLocalTime()) : LocalTime.MIDNIGHT;
        return assemble(form, date, time, wantedZone);
    }

    private static <T> T required(@Nullable T part, Object source, String what) {
        if (part == null) {
            throw ValueFault.type("The component " + what + " cannot be taken from " + source + ".");
        }
        return part;
    }

    private static Object ofEpoch(Form form, TemporalFields fields) {
        ZoneId zone = fields.zone();
        long nanos = fields.integer("nanosecond", 0);
        Object seconds = fields.get("epochseconds");
        Object millis = fields.get("epochmillis");
        Instant instant = seconds instanceof Long count
                ? Instant.ofEpochSecond(count, nanos)
                : millis instanceof Long count ? Instant.ofEpochMilli(count).plusNanos(nanos) : notAnInstant(fields);
        return ofTemporal(form, instant.atZone(zone == null ? ZoneOffset.UTC : zone));
    }

    private static Instant notAnInstant(TemporalFields fields) {
        throw ValueFault.type("The epoch is counted in integers: " + fields.fields() + ".");
    }

    /** The value of the clock. */
    static Object now(Form form, long epochMicros, @Nullable Object zone) {
        Instant instant =
                Instant.ofEpochSecond(Math.floorDiv(epochMicros, MICROS), Math.floorMod(epochMicros, MICROS) * 1_000);
        ZoneId wanted = switch (zone) {
            case null -> ZoneOffset.UTC;
            case String text -> TemporalText.zone(text);
            case Map<?, ?> map ->
                java.util.Objects.requireNonNullElse(TemporalFields.of(map).zone(), ZoneOffset.UTC);
            case Object other -> throw ValueFault.type("A time zone is text, was " + other + ".");
        };
        return ofTemporal(form, instant.atZone(wanted));
    }

    /** Seconds and nanoseconds, or milliseconds, since 1970. */
    static Object fromEpoch(Arguments arguments, boolean millis) {
        for (Object argument : arguments.values()) {
            if (!(argument instanceof Long)) {
                throw ValueFault.type("The epoch is counted in integers, was " + argument + ".");
            }
        }
        long count = (Long) arguments.value(0);
        long nanos = arguments.size() > 1 ? (Long) arguments.value(1) : 0;
        return (millis ? Instant.ofEpochMilli(count) : Instant.ofEpochSecond(count, nanos)).atZone(ZoneOffset.UTC);
    }

    static boolean isDuration(@Nullable Object value) {
        return value instanceof CalendarDuration;
    }
}
