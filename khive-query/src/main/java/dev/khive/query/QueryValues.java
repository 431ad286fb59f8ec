package dev.khive.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import dev.khive.query.analysis.ExpressionChecker;
import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.value.JsonValues;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How values go into a compiled statement and come out of it. */
public final class QueryValues {
    private QueryValues() {}

    /** The types of parameters, which a query is compiled for. */
    public static Map<String, Type> types(Map<String, ?> parameters) {
        Map<String, Type> types = new LinkedHashMap<>();
        parameters.forEach((name, value) -> types.put(name, ExpressionChecker.ofValue(value)));
        return types;
    }

    /** A parameter's value as JDBC takes it: null, Long, Double or String. */
    public static @Nullable Object bound(Type type, @Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean bool -> type.is(Kind.BOOLEAN) ? (Object) (bool ? 1L : 0L) : JsonValues.writeValue(bool);
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Double number -> type.is(Kind.FLOAT) ? number : JsonValues.writeValue(number);
            case Float number ->
                type.is(Kind.FLOAT) ? (Object) number.doubleValue() : JsonValues.writeValue(number.doubleValue());
            case String text -> type.is(Kind.STRING) ? text : JsonValues.writeValue(text);
            default -> JsonValues.writeValue(value);
        };
    }

    /** A column's value, as JDBC gives it, as the value of the query language. */
    public static @Nullable Object read(Type type, @Nullable Object carried) {
        return switch (carried) {
            case null -> null;
            case Number number -> number(type, number);
            case String text -> type.is(Kind.STRING) ? text : json(text);
            default ->
                throw new IllegalStateException("A column of type " + type + " holds a "
                        + carried.getClass().getName() + ".");
        };
    }

    private static Object number(Type type, Number number) {
        boolean real = number instanceof Double || number instanceof Float;
        return switch (type.kind()) {
            case BOOLEAN -> number.intValue() != 0;
            case FLOAT -> number.doubleValue();
            default -> real ? (Object) number.doubleValue() : (Object) number.longValue();
        };
    }

    private static @Nullable Object json(String text) {
        boolean graph = text.contains("\"$node\"") || text.contains("\"$edge\"") || text.contains("\"$path\"");
        return graph
                ? JsonValues.decode(text, parser -> {
                    parser.nextToken();
                    return element(parser);
                })
                : JsonValues.readValue(text);
    }

    /** The value whose first token the parser stands on; it may hold nodes, edges and paths. */
    private static @Nullable Object element(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(element(parser));
                }
                yield java.util.Collections.unmodifiableList(list);
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
                        return java.util.Objects.requireNonNull(tagged);
                    }
                    map.put(JsonValues.decodeKey(key), element(parser));
                }
            }
        }
        return java.util.Collections.unmodifiableMap(map);
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
