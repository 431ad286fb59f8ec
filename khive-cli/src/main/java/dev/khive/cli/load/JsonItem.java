package dev.khive.cli.load;

import dev.khive.api.error.InvalidInputException;
import dev.khive.cli.load.GraphItem.EdgeItem;
import dev.khive.cli.load.GraphItem.NodeItem;
import dev.khive.cli.load.GraphItem.NoteItem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One object of JSON lines, taken apart key by key; what is missing, too much or of another type is refused. */
record JsonItem(Map<?, ?> object) {
    private static final Set<String> NODE_KEYS = Set.of("type", "id", "labels", "properties");
    private static final Set<String> NOTE_KEYS =
            Set.of("type", "id", "kind", "content", "salience", "expires_at", "properties");
    private static final Set<String> EDGE_KEYS =
            Set.of("type", "id", "source", "relation", "target", "weight", "valid_from", "valid_to", "properties");

    GraphItem item() {
        String type = required("type");
        return switch (type) {
            case "node" -> node();
            case "note" -> note();
            case "edge" -> edge();
            default ->
                throw new InvalidInputException(
                        "The type must be \"node\", \"edge\" or \"note\", was \"" + type + "\".");
        };
    }

    private NodeItem node() {
        allow("node", NODE_KEYS);
        String id = id("id");
        return new NodeItem(id, labels(), properties(object.get("id")));
    }

    private NoteItem note() {
        allow("note", NOTE_KEYS);
        String id = id("id");
        return new NoteItem(
                id,
                required("kind"),
                required("content"),
                number("salience"),
                instant("expires_at"),
                properties(object.get("id")));
    }

    private EdgeItem edge() {
        allow("edge", EDGE_KEYS);
        String id = object.get("id") == null ? null : id("id");
        Double weight = number("weight");
        return new EdgeItem(
                id,
                id("source"),
                required("relation"),
                id("target"),
                weight == null ? 1 : weight,
                instant("valid_from"),
                instant("valid_to"),
                properties(object.get("id")));
    }

    private void allow(String type, Set<String> keys) {
        for (Object key : object.keySet()) {
            if (!keys.contains(String.valueOf(key))) {
                throw new InvalidInputException("A line of the type \"" + type + "\" has no key \"" + key
                        + "\"; what belongs to the record goes into \"properties\".");
            }
        }
    }

    private String required(String key) {
        Object value = object.get(key);
        if (value instanceof String text) {
            return text;
        }
        throw wrong(key, "a string", value);
    }

    private String id(String key) {
        Object value = object.get(key);
        if (value instanceof Long number) {
            return number.toString();
        }
        if (value instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw wrong(key, "a string or an integer", value);
    }

    private List<String> labels() {
        Object value = object.get("labels");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong("labels", "a list of strings", value);
        }
        List<String> labels = new ArrayList<>();
        for (Object label : list) {
            if (!(label instanceof String text)) {
                throw wrong("labels", "a list of strings", value);
            }
            labels.add(text);
        }
        return labels;
    }

    private @Nullable Double number(String key) {
        Object value = object.get(key);
        return switch (value) {
            case null -> null;
            case Long integer -> (double) integer;
            case Double number -> number;
            default -> throw wrong(key, "a number", value);
        };
    }

    private @Nullable Instant instant(String key) {
        Object value = object.get(key);
        try {
            return switch (value) {
                case null -> null;
                case ZonedDateTime time -> time.toInstant();
                case String text -> OffsetDateTime.parse(text).toInstant();
                default -> throw wrong(key, "an instant such as \"2026-01-31T12:00:00Z\"", value);
            };
        } catch (DateTimeException notATime) {
            throw new InvalidInputException(
                    "The key \"" + key + "\" must be an instant such as \"2026-01-31T12:00:00Z\", was \"" + value
                            + "\".",
                    notATime);
        }
    }

    /** The properties, with the file's id among them unless they have an {@code id} of their own. */
    private Map<String, Object> properties(@Nullable Object id) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (id != null) {
            properties.put("id", id);
        }
        Object value = object.get("properties");
        if (value != null && !(value instanceof Map<?, ?>)) {
            throw wrong("properties", "an object", value);
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (entry.getValue() != null) {
                    properties.put(String.valueOf(entry.getKey()), entry.getValue());
                }
            }
        }
        return properties;
    }

    private static InvalidInputException wrong(String key, String expected, @Nullable Object value) {
        return new InvalidInputException(
                value == null
                        ? "The key \"" + key + "\" is missing; it must be " + expected + "."
                        : "The key \"" + key + "\" must be " + expected + ", was " + shown(value) + ".");
    }

    private static String shown(Object value) {
        String text = value instanceof String string ? "\"" + string + "\"" : value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }
}
