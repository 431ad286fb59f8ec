package dev.khive.query.value;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.PropertyValues;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the encoding that {@link JsonValues} describes. */
final class JsonValueReader {
    private static final String POSTGRES_NEGATIVE_ZERO = JsonValueWriter.NEGATIVE_ZERO.substring(1);
    private static final int LONGEST_QUOTE = 60;

    private JsonValueReader() {}

    static Map<String, @Nullable Object> readProperties(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw invalid(parser, "Properties must be a JSON object");
        }
        Object properties = readObject(parser);
        if (!(properties instanceof Map<?, ?> map)) {
            throw invalid(parser, "Properties must be a JSON object, was the single value " + properties);
        }
        @SuppressWarnings("unchecked") // readObject makes no other map
        Map<String, @Nullable Object> result = (Map<String, @Nullable Object>) map;
        return result;
    }

    static @Nullable Object readNext(JsonParser parser) throws IOException {
        parser.nextToken();
        return readCurrent(parser);
    }

    static @Nullable Object readCurrent(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw invalid(parser, "A JSON value is missing");
        }
        return switch (token) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> checkedText(parser, parser.getText());
            case VALUE_NUMBER_INT -> readInteger(parser);
            case VALUE_NUMBER_FLOAT -> readFloat(parser);
            case START_ARRAY -> readList(parser);
            case START_OBJECT -> readObject(parser);
            case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw invalid(parser, "A JSON value is missing");
        };
    }

    private static Long readInteger(JsonParser parser) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            throw invalid(parser, "The integer " + quoted(parser.getText()) + " does not fit 64 bits");
        }
        return parser.getLongValue();
    }

    private static Double readFloat(JsonParser parser) throws IOException {
        String text = parser.getText();
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw invalid(parser, "The number " + quoted(text) + " is beyond the range of a 64-bit float");
        }
        return number == 0 && text.equals(POSTGRES_NEGATIVE_ZERO) ? -0.0 : number;
    }

    private static List<@Nullable Object> readList(JsonParser parser) throws IOException {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(readCurrent(parser));
        }
        return Collections.unmodifiableList(list);
    }

    private static Object readObject(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            if (isTag(key)) {
                if (map.isEmpty()) {
                    return readTagged(parser, key);
                }
                throw invalid(parser, "The key " + quoted(key) + " must stand alone in its object");
            }
            int size = map.size();
            parser.nextToken();
            map.put(checkedText(parser, JsonValues.decodeKey(key)), readCurrent(parser));
            if (map.size() == size) {
                throw invalid(parser, "The key " + quoted(key) + " stands twice in one object");
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private static boolean isTag(String key) {
        return key.startsWith("$") && !key.startsWith("$$");
    }

    private static Object readTagged(JsonParser parser, String key) throws IOException {
        JsonTag tag = JsonTag.of(key)
                .orElseThrow(() -> invalid(
                        parser,
                        "The key " + quoted(key) + " is none of khive's value types; a map's own key that starts with $"
                                + " is written with one more $"));
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            throw invalid(parser, "The value of " + quoted(key) + " must be text: " + tag.form());
        }
        String text = parser.getText();
        Object value;
        try {
            value = tag.parse(text);
        } catch (DateTimeException | IllegalArgumentException | InvalidInputException wrong) {
            throw invalid(parser, "The value " + quoted(text) + " of " + quoted(key) + " is not " + tag.form(), wrong);
        }
        if (parser.nextToken() != JsonToken.END_OBJECT) {
            throw invalid(parser, "The key " + quoted(key) + " must stand alone in its object");
        }
        return value;
    }

    private static String checkedText(JsonParser parser, String text) {
        try {
            return PropertyValues.checkText(text, text);
        } catch (InvalidInputException wrong) {
            throw invalid(parser, "Text must not hold U+0000 or a surrogate that stands alone", wrong);
        }
    }

    static InvalidInputException malformed(JsonProcessingException error) {
        String sentence = error.getOriginalMessage();
        return new InvalidInputException(
                "The JSON text is malformed" + place(error.getLocation()) + ": " + sentence + ".", error);
    }

    static InvalidInputException invalid(JsonParser parser, String sentence) {
        return new InvalidInputException(sentence + place(parser.currentTokenLocation()) + ".");
    }

    private static InvalidInputException invalid(JsonParser parser, String sentence, Throwable cause) {
        return new InvalidInputException(sentence + place(parser.currentTokenLocation()) + ".", cause);
    }

    private static String place(@Nullable JsonLocation location) {
        return location == null
                ? ""
                : " (JSON line " + location.getLineNr() + ", column " + Math.max(1, location.getColumnNr()) + ")";
    }

    private static String quoted(String text) {
        return '"' + (text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…") + '"';
    }
}
