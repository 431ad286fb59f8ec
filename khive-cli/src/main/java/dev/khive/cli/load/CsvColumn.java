package dev.khive.cli.load;

import dev.khive.api.error.InvalidInputException;
import dev.khive.query.value.JsonValues;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column of properties.
 *
 * @param key the property
 * @param type how its fields are read
 */
record CsvColumn(String key, Type type) {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
    private static final Pattern FLOAT = Pattern.compile("-?[0-9]+(\\.[0-9]+([eE][-+]?[0-9]+)?|[eE][-+]?[0-9]+)");
    private static final Set<String> TEXTS = Set.of("name", "description");

    /** How a field becomes a value. */
    enum Type {
        /** As it looks: an integer, a float, true or false, else a string. */
        ANY,
        /** Always a string. */
        STRING,
        /** A whole number of 64 bits. */
        INTEGER,
        /** A number with a fraction, NaN, Infinity or -Infinity. */
        FLOAT,
        /** True or false. */
        BOOLEAN,
        /** A date. */
        DATE,
        /** Any value as JSON lines have it. */
        JSON
    }

    /**
     * A column from its title: {@code key} or {@code key:type}.
     *
     * @throws InvalidInputException when what follows the last colon is no type
     */
    static CsvColumn of(String title) {
        int colon = title.lastIndexOf(':');
        if (colon < 0) {
            return new CsvColumn(title, TEXTS.contains(title) ? Type.STRING : Type.ANY);
        }
        String suffix = title.substring(colon + 1);
        for (Type type : Type.values()) {
            if (colon > 0 && type.name().equalsIgnoreCase(suffix)) {
                return new CsvColumn(title.substring(0, colon), type);
            }
        }
        throw new InvalidInputException(
                "The header's column " + title + " ends with no type; the types are any, string, "
                        + "integer, float, boolean, date and json, and a key with a colon is written with one: " + title
                        + ":any.");
    }

    /** The value of a field that is there. */
    @Nullable
    Object value(CsvField field) {
        String text = field.text();
        try {
            return switch (type) {
                case ANY -> field.quoted() ? text : looked(text);
                case STRING -> text;
                case INTEGER -> Long.parseLong(text.strip());
                case FLOAT -> Double.parseDouble(text.strip());
                case BOOLEAN -> truth(text.strip());
                case DATE -> LocalDate.parse(text.strip());
                case JSON -> JsonValues.readValue(text);
            };
        } catch (NumberFormatException | DateTimeException notOfTheType) {
            throw new InvalidInputException(
                    "The column " + key + " takes a value of the type "
                            + type.name().toLowerCase(Locale.ROOT) + ", was \"" + text + "\".",
                    notOfTheType);
        }
    }

    /** The value that a text looks like; one that would not be written the same way again stays a string. */
    static Object looked(String text) {
        if (INTEGER.matcher(text).matches() && !text.equals("-0")) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException tooLong) {
                return text;
            }
        }
        if (FLOAT.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> text;
        };
    }

    private Object truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new InvalidInputException("The column " + key + " takes true or false, was \"" + text + "\".");
        };
    }
}
