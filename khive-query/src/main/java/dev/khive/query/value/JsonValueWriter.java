package dev.khive.query.value;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.CalendarDuration;
import dev.khive.api.value.PropertyValues;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the encoding that {@link JsonValues} describes. */
final class JsonValueWriter {
    static final String NEGATIVE_ZERO = "-0.00000000000000000000";

    private static final double LEAST_PLAIN = 1e-3;
    private static final double FIRST_NOT_PLAIN = 1e7;

    private final JsonGenerator generator;

    JsonValueWriter(JsonGenerator generator) {
        this.generator = generator;
    }

    void writeProperties(Map<String, ? extends @Nullable Object> properties) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<String, ? extends @Nullable Object> entry : properties.entrySet()) {
            if (entry.getValue() != null) {
                writeEntry(entry.getKey(), entry.getValue(), 1);
            }
        }
        generator.writeEndObject();
    }

    void writeValue(@Nullable Object value, int nesting) throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Boolean truth -> generator.writeBoolean(truth);
            case Long number -> generator.writeNumber(number.longValue());
            case Integer number -> generator.writeNumber(number.longValue());
            case Short number -> generator.writeNumber(number.longValue());
            case Byte number -> generator.writeNumber(number.longValue());
            case Double number -> writeFloat(number, nesting);
            case Float number -> writeFloat(number.doubleValue(), nesting);
            case String text -> generator.writeString(PropertyValues.checkText(text, text));
            case LocalDate date -> writeTagged(JsonTag.DATE, date, nesting);
            case LocalTime time -> writeTagged(JsonTag.LOCAL_TIME, time, nesting);
            case OffsetTime time -> writeTagged(JsonTag.TIME, time, nesting);
            case LocalDateTime dateTime -> writeTagged(JsonTag.LOCAL_DATE_TIME, dateTime, nesting);
            case ZonedDateTime dateTime -> writeTagged(JsonTag.DATE_TIME, dateTime, nesting);
            case CalendarDuration duration -> writeTagged(JsonTag.DURATION, duration, nesting);
            case List<?> list -> writeList(list, nesting);
            case Map<?, ?> map -> writeMap(map, nesting);
            default ->
                throw new InvalidInputException(
                        "A value of the type " + value.getClass().getName() + " has no JSON form.");
        }
    }

    private void writeList(List<?> list, int nesting) throws IOException {
        checkNesting(nesting);
        generator.writeStartArray();
        for (Object item : list) {
            writeValue(item, nesting + 1);
        }
        generator.writeEndArray();
    }

    private void writeMap(Map<?, ?> map, int nesting) throws IOException {
        checkNesting(nesting);
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new InvalidInputException("The keys of a map must be strings, one was " + entry.getKey() + ".");
            }
            writeEntry(key, entry.getValue(), nesting + 1);
        }
        generator.writeEndObject();
    }

    private void writeEntry(String key, @Nullable Object value, int nesting) throws IOException {
        generator.writeFieldName(JsonValues.encodeKey(PropertyValues.checkText(key, key)));
        writeValue(value, nesting);
    }

    private void writeFloat(double number, int nesting) throws IOException {
        if (!Double.isFinite(number)) {
            writeTagged(JsonTag.FLOAT, number, nesting);
        } else {
            generator.writeNumber(plain(number));
        }
    }

    /** Shortest digits that read back as the same float, without an exponent. */
    private static String plain(double number) {
        if (number == 0) {
            return 1 / number < 0 ? NEGATIVE_ZERO : "0.0";
        }
        double magnitude = Math.abs(number);
        String shortest = Double.toString(number);
        if (magnitude >= LEAST_PLAIN && magnitude < FIRST_NOT_PLAIN) {
            return shortest;
        }
        BigDecimal digits = new BigDecimal(shortest).stripTrailingZeros();
        return (digits.scale() < 1 ? digits.setScale(1) : digits).toPlainString();
    }

    private void writeTagged(JsonTag tag, Object value, int nesting) throws IOException {
        checkNesting(nesting);
        generator.writeStartObject();
        generator.writeStringField(tag.key(), value.toString());
        generator.writeEndObject();
    }

    private static void checkNesting(int nesting) {
        if (nesting >= JsonValues.MAX_NESTING) {
            throw new InvalidInputException(
                    "A value must not nest deeper than " + JsonValues.MAX_NESTING + " lists and maps.");
        }
    }
}
