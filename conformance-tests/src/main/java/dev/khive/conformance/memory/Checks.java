package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.PropertyValues;
import dev.khive.query.value.JsonValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What names, texts, properties and instants must be before they are stored. */
final class Checks {
    private static final int MAX_WORD = 256;
    private static final Instant FIRST = Instant.EPOCH.plus(Long.MIN_VALUE, ChronoUnit.MICROS);
    private static final Instant LAST = Instant.EPOCH.plus(Long.MAX_VALUE, ChronoUnit.MICROS);

    private Checks() {}

    /** A label, relation or kind. */
    static String name(String name, String what, Bounds bounds) {
        if (name.isEmpty()) {
            throw new InvalidInputException("A " + what + " must not be empty.");
        }
        PropertyValues.checkText(name, what);
        Bounds.require("The length of the " + what + " in bytes", bytes(name), bounds.nameBytes());
        return name;
    }

    /** The name of a field or of a model. */
    static String fieldName(String name, String what, Bounds bounds) {
        if (name.isBlank()) {
            throw new InvalidInputException("A " + what + " must not be blank.");
        }
        return name(word(name, what), what, bounds);
    }

    /** A word of at most 256 characters. */
    static String word(String word, String what) {
        if (word.isEmpty() || word.length() > MAX_WORD) {
            throw new InvalidInputException(
                    "A " + what + " must have 1 to " + MAX_WORD + " characters, this one has " + word.length() + ".");
        }
        return PropertyValues.checkText(word, what);
    }

    /** A text within a bound of bytes. */
    static void text(String text, String what, long bound) {
        PropertyValues.checkText(text, what);
        Bounds.require("The size of the " + what + " in bytes", bytes(text), bound);
    }

    /** Properties in their own types, within the bounds. */
    static Map<String, Object> properties(Map<String, ? extends @Nullable Object> given, Bounds bounds) {
        Map<String, Object> properties = PropertyValues.normalize(given, bounds.valueDepth());
        properties.keySet().forEach(key -> name(key, "property key", bounds));
        Bounds.require(
                "The size of the properties in bytes of JSON",
                bytes(JsonValues.write(properties)),
                bounds.propertyBytes());
        return properties;
    }

    /** How many records a search asks for. */
    static void results(int k, long bound) {
        if (k < 1) {
            throw new InvalidInputException("A search must ask for at least one record, k was " + k + ".");
        }
        Bounds.require("The number of records that a search asks for, k,", k, bound);
    }

    /** An instant to the microsecond, in the range of 64 bits. */
    static @Nullable Instant micros(@Nullable Instant instant) {
        if (instant != null && (instant.isBefore(FIRST) || instant.isAfter(LAST))) {
            throw new InvalidInputException("The instant " + instant + " is out of the range that can be stored.");
        }
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS);
    }

    /** The length of a text in UTF-8. */
    static long bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
