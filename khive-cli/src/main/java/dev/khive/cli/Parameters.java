package dev.khive.cli;

import dev.khive.api.error.InvalidInputException;
import dev.khive.query.value.JsonValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a query's parameters from the command line. */
final class Parameters {
    private Parameters() {}

    /** Values from {@code name=value}: JSON where it is JSON, else a string as it stands. */
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
            values.put(name, value(assignment.substring(equals + 1)));
        }
        return values;
    }

    private static @Nullable Object value(String text) {
        try {
            return JsonValues.readValue(text);
        } catch (InvalidInputException noJson) {
            return text;
        }
    }
}
