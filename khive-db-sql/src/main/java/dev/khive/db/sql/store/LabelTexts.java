package dev.khive.db.sql.store;

import dev.khive.query.value.JsonValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Label sets as they are stored, each parsed once for a result. */
final class LabelTexts {
    private final Map<String, List<String>> parsed = new HashMap<>();

    List<String> parse(String json) {
        return parsed.computeIfAbsent(json, LabelTexts::names);
    }

    private static List<String> names(String json) {
        return JsonValues.readValue(json) instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }
}
