package dev.khive.query.value;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of values of the query language: that of {@link JsonValues}, and nodes {@code {"$node":[id, namespace, labels,
 * properties]}}, edges {@code {"$edge":[id, namespace, source, target, relation, weight, properties]}} and paths {@code
 * {"$path":[node, edge, node, …]}}.
 */
public final class GraphJson {
    private GraphJson() {}

    /** The value of a text. */
    public static @Nullable Object read(String text) {
        Object plain = PlainJson.read(text);
        if (plain != null) {
            return plain;
        }
        boolean graph = text.contains("\"$node\"") || text.contains("\"$edge\"") || text.contains("\"$path\"");
        return graph
                ? JsonValues.<@Nullable Object>decode(text, parser -> {
                    parser.nextToken();
                    return element(parser);
                })
                : JsonValues.readValue(text);
    }

    /** The value of a text that is given in UTF-8. */
    public static @Nullable Object read(byte[] utf8) {
        Object plain = PlainJson.read(utf8);
        return plain == null ? read(new String(utf8, StandardCharsets.UTF_8)) : plain;
    }

    /** The text of a value. */
    public static String write(@Nullable Object value) {
        if (!holdsGraph(value)) {
            return JsonValues.writeValue(value);
        }
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static boolean holdsGraph(@Nullable Object value) {
        return switch (value) {
            case NodeValue node -> true;
            case EdgeValue edge -> true;
            case PathValue path -> true;
            case List<?> list -> list.stream().anyMatch(GraphJson::holdsGraph);
            case Map<?, ?> map -> map.values().stream().anyMatch(GraphJson::holdsGraph);
            case null, default -> false;
        };
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case NodeValue node -> {
                text.append("{\"$node\":");
                List<@Nullable Object> parts = new ArrayList<>();
                parts.add(node.id().toString());
                parts.add(node.namespace());
                parts.add(node.labels());
                parts.add(node.properties());
                text.append(JsonValues.writeValue(parts)).append('}');
            }
            case EdgeValue edge -> {
                text.append("{\"$edge\":");
                List<@Nullable Object> parts = new ArrayList<>();
                parts.add(edge.id().toString());
                parts.add(edge.namespace());
                parts.add(edge.source().toString());
                parts.add(edge.target().toString());
                parts.add(edge.relation());
                parts.add(edge.weight());
                parts.add(edge.properties());
                text.append(JsonValues.writeValue(parts)).append('}');
            }
            case PathValue path -> {
                List<Object> parts = new ArrayList<>();
                for (int index = 0; index < path.length(); index++) {
                    parts.add(path.nodes().get(index));
                    parts.add(path.edges().get(index));
                }
                parts.add(path.nodes().getLast());
                text.append("{\"$path\":");
                write(parts, text);
                text.append('}');
            }
            case List<?> list -> {
                String separator = "[";
                for (Object each : list) {
                    write(each, text.append(separator));
                    separator = ",";
                }
                text.append(list.isEmpty() ? "[]" : "]");
            }
            case Map<?, ?> map -> {
                String separator = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    text.append(separator)
                            .append(JsonValues.writeValue(
                                    JsonValues.encodeKey(entry.getKey().toString())))
                            .append(':');
                    write(entry.getValue(), text);
                    separator = ",";
                }
                text.append(map.isEmpty() ? "{}" : "}");
            }
            case null, default -> text.append(JsonValues.writeValue(value));
        }
    }
    /** The value whose first token the parser stands on; it may hold nodes, edges and paths. */
    private static @Nullable Object element(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(element(parser));
                }
                yield Collections.unmodifiableList(list);
            }
            case START_OBJECT -> object(parser);
            case VALUE_NULL -> null;
            default -> JsonValues.readCurrent(parser);
        };
    }

    private static Object object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            switch (key) {
                case "$node" -> {
                    NodeValue node = node(parser);
                    parser.nextToken();
                    return node;
                }
                case "$edge" -> {
                    EdgeValue edge = edge(parser);
                    parser.nextToken();
                    return edge;
                }
                case "$path" -> {
                    PathValue path = path(parser);
                    parser.nextToken();
                    return path;
                }
                default -> {
                    if (key.startsWith("$") && !key.startsWith("$$")) {
                        Object tagged = JsonValues.readValue("{\"" + key + "\":\"" + parser.getText() + "\"}");
                        parser.nextToken();
                        return Objects.requireNonNull(tagged);
                    }
                    map.put(JsonValues.decodeKey(key), element(parser));
                }
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private static NodeValue node(JsonParser parser) throws IOException {
        parser.nextToken();
        UUID id = UUID.fromString(parser.getText());
        String namespace = parser.nextTextValue();
        parser.nextToken();
        List<String> labels = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            labels.add(parser.getText());
        }
        parser.nextToken();
        Map<String, Object> properties = properties(parser);
        parser.nextToken();
        return new NodeValue(id, namespace, labels, properties);
    }

    private static EdgeValue edge(JsonParser parser) throws IOException {
        parser.nextToken();
        UUID id = UUID.fromString(parser.getText());
        String namespace = parser.nextTextValue();
        UUID source = UUID.fromString(parser.nextTextValue());
        UUID target = UUID.fromString(parser.nextTextValue());
        String relation = parser.nextTextValue();
        Double weight = parser.nextToken() == JsonToken.VALUE_NULL ? null : parser.getDoubleValue();
        parser.nextToken();
        Map<String, Object> properties = properties(parser);
        parser.nextToken();
        return new EdgeValue(id, namespace, source, target, relation, weight, properties);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> properties(JsonParser parser) throws IOException {
        Object properties = JsonValues.readCurrent(parser);
        return properties instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    private static PathValue path(JsonParser parser) throws IOException {
        List<NodeValue> nodes = new ArrayList<>();
        List<EdgeValue> edges = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            switch (element(parser)) {
                case NodeValue node -> nodes.add(node);
                case EdgeValue edge -> edges.add(edge);
                case null, default -> throw new IllegalStateException("A path holds something else.");
            }
        }
        return new PathValue(nodes, edges);
    }
}
