package dev.khive.api.value;

import dev.khive.api.error.InvalidInputException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a property or a query parameter can have, and how other Java types become one of them.
 *
 * <p>A value is a {@link Boolean}, {@link Long}, {@link Double}, {@link String}, a {@link List} of values and nulls, a
 * {@link Map} from {@link String} to values and nulls, or one of {@link LocalDate}, {@link LocalTime}, {@link OffsetTime},
 * {@link LocalDateTime}, {@link ZonedDateTime} and {@link CalendarDuration}. Byte, short and int become long, float
 * becomes double, {@link OffsetDateTime} becomes {@link ZonedDateTime}, {@link Character} becomes a string. An integer
 * stays an integer: {@code 1L} and {@code 1.0} are two values that compare as equal. NaN and the infinities are values.
 * A property that is null is absent.
 */
public final class PropertyValues {
    private PropertyValues() {}

    /**
     * A deep, immutable copy in which every value has one of the types above. Keys with a null value are left out at the
     * top level; inside lists and nested maps null stays.
     *
     * @param properties property keys to values; a key must not be empty
     * @param maxDepth how deep lists and maps may nest, at least 1
     * @throws InvalidInputException when a value has another type, text is not well-formed Unicode or holds U+0000, or
     *     the nesting is too deep
     */
    public static Map<String, Object> normalize(Map<String, ? extends @Nullable Object> properties, int maxDepth) {
        Map<String, Object> result = new LinkedHashMap<>(properties.size() * 2);
        for (Map.Entry<String, ? extends @Nullable Object> entry : properties.entrySet()) {
            String key = checkKey(entry.getKey());
            Object value = normalizeValue(entry.getValue(), maxDepth, key);
            if (value != null) {
                result.put(key, value);
            }
        }
        return Collections.unmodifiableMap(result);
    }

    /**
     * One value in one of the types above, null for null.
     *
     * @param place the property's key or the parameter's name, for the error's sentence
     * @throws InvalidInputException as {@link #normalize}
     */
    public static @Nullable Object normalizeValue(@Nullable Object value, int maxDepth, String place) {
        return normalizeInside(value, 0, maxDepth, place);
    }

    private static @Nullable Object normalizeInside(@Nullable Object value, int depth, int maxDepth, String place) {
        return switch (value) {
            case null -> null;
            case Boolean b -> b;
            case Long l -> l;
            case Double d -> d;
            case String s -> checkText(s, place);
            case Integer i -> (long) i;
            case Short s -> (long) s;
            case Byte b -> (long) b;
            case Float f -> (double) f;
            case Character c -> checkText(c.toString(), place);
            case OffsetDateTime t -> t.toZonedDateTime();
            case LocalDate t -> t;
            case LocalTime t -> t;
            case OffsetTime t -> t;
            case LocalDateTime t -> t;
            case ZonedDateTime t -> t;
            case CalendarDuration d -> d;
            case List<?> list -> normalizeList(list, depth + 1, maxDepth, place);
            case Map<?, ?> map -> normalizeMap(map, depth + 1, maxDepth, place);
            default ->
                throw new InvalidInputException("A value of the type "
                        + value.getClass().getName()
                        + " cannot be stored (at \"" + place
                        + "\"); use boolean, integer, float, string, list, map or a type of java.time.");
        };
    }

    private static List<@Nullable Object> normalizeList(List<?> list, int depth, int maxDepth, String place) {
        checkDepth(depth, maxDepth, place);
        List<@Nullable Object> result = new ArrayList<>(list.size());
        for (Object item : list) {
            result.add(normalizeInside(item, depth, maxDepth, place));
        }
        return Collections.unmodifiableList(result);
    }

    private static Map<String, @Nullable Object> normalizeMap(Map<?, ?> map, int depth, int maxDepth, String place) {
        checkDepth(depth, maxDepth, place);
        Map<String, @Nullable Object> result = new LinkedHashMap<>(map.size() * 2);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw new InvalidInputException(
                        "The keys of a map must be strings (at \"" + place + "\"), one was " + entry.getKey() + ".");
            }
            result.put(checkText(key, place), normalizeInside(entry.getValue(), depth, maxDepth, place));
        }
        return Collections.unmodifiableMap(result);
    }

    private static void checkDepth(int depth, int maxDepth, String place) {
        if (depth > maxDepth) {
            throw new InvalidInputException(
                    "Lists and maps nest deeper than the bound of " + maxDepth + " (at \"" + printable(place) + "\").");
        }
    }

    private static String checkKey(@Nullable String key) {
        if (key == null || key.isEmpty()) {
            throw new InvalidInputException("A property key must not be empty.");
        }
        return checkText(key, key);
    }

    /**
     * The text itself, when every backend can store it: well-formed Unicode without U+0000.
     *
     * @param place what the text is, for the error's sentence
     * @throws InvalidInputException when a surrogate stands alone or there is a U+0000
     */
    public static String checkText(String text, String place) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new InvalidInputException(
                        "Text must not contain U+0000 (at \"" + printable(place) + "\", index " + i + ").");
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new InvalidInputException("Text must be well-formed Unicode: a surrogate stands alone (at \""
                            + printable(place) + "\", index " + i + ").");
                }
                i++;
            }
        }
        return text;
    }

    private static String printable(String place) {
        StringBuilder text = new StringBuilder();
        place.chars()
                .limit(80)
                .forEach(c -> text.append(
                        c < ' ' || Character.isSurrogate((char) c)
                                ? String.format("\\u%04x", c)
                                : String.valueOf((char) c)));
        return text.toString();
    }
}
