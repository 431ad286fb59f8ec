package dev.khive.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.khive.api.error.InvalidInputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** Tables within tables as dotted keys to texts. */
final class FlatSettings {
    private final Path file;
    private final Map<String, String> settings = new TreeMap<>();

    private FlatSettings(Path file) {
        this.file = file;
    }

    static Map<String, String> of(JsonNode table, Path file) {
        FlatSettings flat = new FlatSettings(file);
        flat.addTable("", table);
        return flat.settings;
    }

    private void addTable(String prefix, JsonNode table) {
        for (Map.Entry<String, JsonNode> entry : table.properties()) {
            String key = prefix + entry.getKey();
            JsonNode value = entry.getValue();
            if (value.isObject()) {
                addTable(key + ".", value);
            } else if (settings.put(key, value.isArray() ? joined(key, value) : value.asText()) != null) {
                throw refused(key, "must stand there once, with a table or with dots in quotes");
            }
        }
    }

    private String joined(String key, JsonNode list) {
        StringJoiner joined = new StringJoiner(",");
        for (JsonNode item : list) {
            if (item.isContainerNode()) {
                throw refused(key, "must be a list of single values, without lists or tables in it");
            }
            if (item.asText().indexOf(',') >= 0) {
                throw refused(key, "is a list, and no text in a list can have a comma");
            }
            joined.add(item.asText());
        }
        return joined.toString();
    }

    private InvalidInputException refused(String key, String reason) {
        return new InvalidInputException(
                "The setting " + key + " of the configuration file " + file + " " + reason + ".");
    }
}
