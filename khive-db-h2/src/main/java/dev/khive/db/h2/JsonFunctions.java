package dev.khive.db.h2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import org.jspecify.annotations.Nullable;

/**
 * What the schema makes functions of. A place is a row of steps, each {@code k} or {@code i} for a key or an index, the length of
 * its text, a colon and the text.
 */
public final class JsonFunctions {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(10_000)
                    .build())
            .build();

    private JsonFunctions() {}

    /** What is read at a place. */
    private interface Reading<T> {
        @Nullable
        T of(JsonParser parser, JsonToken token) throws IOException;
    }

    /** The type, as {@link dev.khive.db.sql.filter.JsonDialect#type} names it. */
    public static @Nullable String type(@Nullable String json, String place) throws IOException {
        return read(json, place, (parser, token) -> switch (token) {
            case VALUE_NULL -> "null";
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NUMBER_INT -> "integer";
            case VALUE_NUMBER_FLOAT -> "real";
            case VALUE_STRING -> "text";
            case START_ARRAY -> "array";
            case START_OBJECT -> "object";
            default -> null;
        });
    }

    /** The string. */
    public static @Nullable String string(@Nullable String json, String place) throws IOException {
        return read(json, place, (parser, token) -> token == JsonToken.VALUE_STRING ? parser.getText() : null);
    }

    /** The number, exactly the float where it is one. */
    public static @Nullable BigDecimal number(@Nullable String json, String place) throws IOException {
        return read(json, place, (parser, token) -> switch (token) {
            case VALUE_NUMBER_INT -> new BigDecimal(parser.getText());
            case VALUE_NUMBER_FLOAT -> new BigDecimal(Double.parseDouble(parser.getText()));
            default -> null;
        });
    }

    /** How many elements or keys. */
    public static @Nullable Integer size(@Nullable String json, String place) throws IOException {
        return read(json, place, (parser, token) -> {
            if (!token.isStructStart()) {
                return null;
            }
            int size = 0;
            for (JsonToken at = parser.nextToken(); !at.isStructEnd(); at = parser.nextToken()) {
                if (at != JsonToken.FIELD_NAME) {
                    size++;
                    parser.skipChildren();
                }
            }
            return size;
        });
    }

    /** The seconds of a date-time, or of a time with an offset, without its fraction. */
    public static @Nullable Long instantSeconds(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int zone = text.indexOf('[');
        String whole = zone < 0 ? text : text.substring(0, zone);
        if (whole.indexOf('T') > 0) {
            return OffsetDateTime.parse(whole).toEpochSecond();
        }
        OffsetTime time = OffsetTime.parse(whole);
        return (long) time.toLocalTime().toSecondOfDay() - time.getOffset().getTotalSeconds();
    }

    /** Another text of the same length, whose UTF-16 sorts as the code points do: surrogates go behind all others. */
    public static @Nullable String byCodePoint(@Nullable String text) {
        if (text == null || text.chars().allMatch(unit -> unit < Character.MIN_SURROGATE)) {
            return text;
        }
        StringBuilder sorted = new StringBuilder(text.length());
        text.chars()
                .map(unit -> unit < Character.MIN_SURROGATE
                        ? unit
                        : unit > Character.MAX_SURROGATE ? unit - 0x800 : unit + 0x2000)
                .forEach(unit -> sorted.append((char) unit));
        return sorted.toString();
    }

    private static <T> @Nullable T read(@Nullable String json, String place, Reading<T> reading) throws IOException {
        if (json == null) {
            return null;
        }
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            int at = 0;
            while (at < place.length()) {
                int colon = place.indexOf(':', at);
                int end = colon + 1 + Integer.parseInt(place.substring(at + 1, colon));
                String step = place.substring(colon + 1, end);
                if (!(place.charAt(at) == 'k' ? enterKey(parser, step) : enterIndex(parser, Integer.parseInt(step)))) {
                    return null;
                }
                at = end;
            }
            return reading.of(parser, parser.currentToken());
        }
    }

    private static boolean enterKey(JsonParser parser, String key) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals(key);
            parser.nextToken();
            if (found) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }

    private static boolean enterIndex(JsonParser parser, int index) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return false;
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i == index) {
                return true;
            }
            parser.skipChildren();
        }
        return false;
    }
}
