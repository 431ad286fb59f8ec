package dev.khive.db.sql.store;

import dev.khive.api.Bounds;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.PropertyValues;
import dev.khive.query.value.JsonValues;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The checks that drafts of every kind share. */
final class DraftChecks {
    private static final int MAX_BYTES_PER_CHAR = 3;

    private DraftChecks() {}

    /** A name: not empty, well-formed, within the bound. */
    static String name(String name, String what, Bounds bounds) {
        if (name.isEmpty()) {
            throw new InvalidInputException("A " + what + " must not be empty.");
        }
        PropertyValues.checkText(name, what);
        requireBytes(() -> "The length of the " + what + " \"" + shown(name) + "\" in bytes", name, bounds.nameBytes());
        return name;
    }

    /** Properties in their own types, with keys within the bound. */
    static Map<String, Object> properties(Map<String, ? extends @Nullable Object> properties, Bounds bounds) {
        if (properties.isEmpty()) {
            return Map.of();
        }
        properties.forEach((key, value) -> {
            int depth = depth(value, bounds.valueDepth());
            if (depth > bounds.valueDepth()) {
                Bounds.require("The depth of the value of \"" + shown(key) + "\"", depth, bounds.valueDepth());
            }
        });
        Map<String, Object> normal = PropertyValues.normalize(properties, bounds.valueDepth());
        normal.keySet()
                .forEach(key -> requireBytes(
                        () -> "The length of the property key \"" + shown(key) + "\" in bytes",
                        key,
                        bounds.nameBytes()));
        return normal;
    }

    /** How deep lists and maps nest in a value, counted to one more than {@code most} at the most. */
    private static int depth(@Nullable Object value, int most) {
        Collection<?> inside =
                value instanceof List<?> list ? list : value instanceof Map<?, ?> map ? map.values() : null;
        if (inside == null || most < 0) {
            return 0;
        }
        int deepest = 0;
        for (Object item : inside) {
            deepest = Math.max(deepest, depth(item, most - 1));
        }
        return 1 + deepest;
    }

    /** Properties as JSON within the bound. */
    static String json(Map<String, Object> properties, Bounds bounds) {
        if (properties.isEmpty()) {
            return "{}";
        }
        String json = JsonValues.write(properties);
        requireBytes(() -> "The size of the properties in bytes of JSON", json, bounds.propertyBytes());
        return json;
    }

    /** Refuses a text with more bytes of UTF-8 than a bound. */
    static void requireBytes(Supplier<String> what, String text, long bound) {
        if ((long) text.length() * MAX_BYTES_PER_CHAR > bound) {
            long bytes = bytes(text);
            if (bytes > bound) {
                Bounds.require(what.get(), bytes, bound);
            }
        }
    }

    /** The length of a well-formed text in UTF-8. */
    static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A surrogate pair is four bytes, two for each half.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : MAX_BYTES_PER_CHAR;
        }
        return bytes;
    }

    private static String shown(String name) {
        int most = 60;
        return name.length() <= most ? name : name.substring(0, name.offsetByCodePoints(0, most / 2)) + "…";
    }
}
