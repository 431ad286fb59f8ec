package dev.khive.query.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.PropertyValues;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of {@link PropertyValues} as JSON and reads them back exactly, whether the text was kept as it is or
 * went through SQLite's or Postgres' {@code jsonb}.
 *
 * <ul>
 *   <li>An integer is a JSON integer within 64 bits; a wider one is refused.
 *   <li>A float is the shortest decimal that reads back as the same float, in plain notation with at least one digit
 *       after the point and without exponent ({@code 1.0}, {@code 0.0001}, three hundred zeros where need be): Postgres
 *       stores numbers as {@code numeric} and would rewrite {@code 1e3} as the integer {@code 1000}.
 *   <li>Negative zero is {@code -0.00000000000000000000}: twenty digits after the point keep it apart where a database
 *       drops the sign of zero, and it stays equal to {@code 0.0} there.
 *   <li>NaN and the infinities are {@code {"$float":"NaN"}}, {@code {"$float":"Infinity"}}, {@code
 *       {"$float":"-Infinity"}}. There is one NaN.
 *   <li>Temporal values are {@code {"$date":…}}, {@code {"$localtime":…}}, {@code {"$time":…}}, {@code
 *       {"$localdatetime":…}}, {@code {"$datetime":…}}, {@code {"$duration":…}} with ISO 8601 text.
 *   <li>A key of a user's map that starts with {@code $} gets one more {@code $} in front, at every level
 *       ({@link #encodeKey}), so that it is never taken for one of the tags above and a JSON path still reaches it.
 *   <li>Text with U+0000 or a lone surrogate is refused: Postgres cannot store the first, UTF-8 not the second.
 * </ul>
 *
 * <p>The order of a map's keys is kept as far as the database keeps it; Postgres does not.
 */
public final class JsonValues {
    /** How deep arrays and objects may nest in a text, itself included; SQLite gives up at 1,000. */
    public static final int MAX_NESTING = 500;

    private static final int MAX_STRING_LENGTH = 1 << 30;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(MAX_STRING_LENGTH)
                    .build())
            .build();

    private JsonValues() {}

    /**
     * The properties of a record as one JSON object. A null property is absent and left out.
     *
     * @throws InvalidInputException when a value has no JSON form or the nesting is deeper than {@link #MAX_NESTING}
     */
    public static String write(Map<String, ? extends @Nullable Object> properties) {
        return generated(writer -> writer.writeProperties(properties));
    }

    /**
     * Any value, null included, as JSON.
     *
     * @throws InvalidInputException as {@link #write}
     */
    public static String writeValue(@Nullable Object value) {
        return generated(writer -> writer.writeValue(value, 0));
    }

    /** The key of a JSON object under which a user's key is stored: the same, or with one more {@code $} in front. */
    public static String encodeKey(String key) {
        return key.startsWith("$") ? "$" + key : key;
    }

    /** The user's key of a stored one: the reverse of {@link #encodeKey}. */
    public static String decodeKey(String storedKey) {
        return storedKey.startsWith("$$") ? storedKey.substring(1) : storedKey;
    }

    /**
     * The properties in a JSON object that {@link #write} wrote, immutable.
     *
     * @throws InvalidInputException when the text is no such object; the sentence names line and column
     */
    public static Map<String, @Nullable Object> read(String json) {
        return parsed(() -> FACTORY.createParser(json), JsonValueReader::readProperties);
    }

    /** As {@link #read(String)}, from a reader that stays open and is read to its end. */
    public static Map<String, @Nullable Object> read(Reader json) {
        return parsed(() -> FACTORY.createParser(json), JsonValueReader::readProperties);
    }

    /** As {@link #read(String)}, from UTF-8. */
    public static Map<String, @Nullable Object> read(byte[] utf8) {
        return parsed(() -> FACTORY.createParser(utf8), JsonValueReader::readProperties);
    }

    /**
     * The value that {@link #writeValue} wrote; lists and maps are immutable.
     *
     * @throws InvalidInputException when the text is no such value; the sentence names line and column
     */
    public static @Nullable Object readValue(String json) {
        return JsonValues.<@Nullable Object>parsed(() -> FACTORY.createParser(json), JsonValueReader::readNext);
    }

    /** As {@link #readValue(String)}, from a reader that stays open and is read to its end. */
    public static @Nullable Object readValue(Reader json) {
        return JsonValues.<@Nullable Object>parsed(() -> FACTORY.createParser(json), JsonValueReader::readNext);
    }

    /** As {@link #readValue(String)}, from UTF-8. */
    public static @Nullable Object readValue(byte[] utf8) {
        return JsonValues.<@Nullable Object>parsed(() -> FACTORY.createParser(utf8), JsonValueReader::readNext);
    }

    /**
     * Decodes a larger JSON structure that holds values, for example a node with its labels and properties.
     *
     * @param decoder gets a parser that stands before the first token; the values are read with
     *     {@link #readCurrent(JsonParser)}, and nothing but white space may be left after it returns
     * @throws InvalidInputException when the text is malformed
     */
    public static <T extends @Nullable Object> T decode(String json, Decoder<T> decoder) {
        return parsed(() -> FACTORY.createParser(json), decoder);
    }

    /**
     * The value whose first token the parser stands on; afterwards it stands on the value's last token.
     *
     * @throws InvalidInputException when the value is not one that {@link #writeValue} wrote
     */
    public static @Nullable Object readCurrent(JsonParser parser) throws IOException {
        return JsonValueReader.readCurrent(parser);
    }

    /** Reads one structure from a parser. */
    @FunctionalInterface
    public interface Decoder<T extends @Nullable Object> {
        /** Reads it, from the first token to the last. */
        T decode(JsonParser parser) throws IOException;
    }

    @FunctionalInterface
    private interface Source {
        JsonParser open() throws IOException;
    }

    @FunctionalInterface
    private interface Writing {
        void write(JsonValueWriter writer) throws IOException;
    }

    private static String generated(Writing writing) {
        StringWriter text = new StringWriter(128);
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            writing.write(new JsonValueWriter(generator));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static <T extends @Nullable Object> T parsed(Source source, Decoder<T> decoder) {
        try (JsonParser parser = source.open()) {
            T result = decoder.decode(parser);
            JsonToken rest = parser.nextToken();
            if (rest != null) {
                throw JsonValueReader.invalid(parser, "There is more text after the value");
            }
            return result;
        } catch (JsonProcessingException malformed) {
            throw JsonValueReader.malformed(malformed);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
