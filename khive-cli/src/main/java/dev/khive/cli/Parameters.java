package dev.khive.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.khive.api.error.InvalidInputException;
import dev.khive.query.value.JsonValues;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a query's parameters from the command line. */
final class Parameters {
    private static final JsonFactory JSON = new JsonFactory();

    private Parameters() {}

    /**
     * Values from {@code name=value}: JSON where it is JSON, else a string as it stands.
     *
     * @throws InvalidInputException where it is JSON and no value, a date for example that does not exist
     */
    static Map<String, @Nullable Object> of(List<String> assignments) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new InvalidInputException(
                        "A parameter is written --param name=value, was \"" + assignment + "\".");
            }
            String name = assignment.substring(0, equals);
            if (values.containsKey(name)) {
                throw new InvalidInputException("The parameter " + name + " is given twice.");
            }
            values.put(name, value(name, assignment.substring(equals + 1)));
        }
        return values;
    }

    private static @Nullable Object value(String name, String text) {
        try {
            return JsonValues.readValue(text);
        } catch (InvalidInputException noValue) {
            if (isJson(text)) {
                throw new InvalidInputException(
                        "The parameter " + name + " is JSON and no value of khive: " + noValue.getMessage(), noValue);
            }
            return text;
        }
    }

    private static boolean isJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException noJson) {
            return false;
        }
    }
}
