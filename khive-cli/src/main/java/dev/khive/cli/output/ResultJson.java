package dev.khive.cli.output;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import dev.khive.query.value.JsonValues;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values of a result as JSON: property values as {@link JsonValues} writes them, and nodes, edges and paths as objects
 * with the one key {@code $node}, {@code $edge} or {@code $path}, which no map of a user can have.
 */
public final class ResultJson {
    private ResultJson() {}

    /** A value as JSON on one line. */
    public static String text(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    /** Appends a value as JSON on one line. */
    public static void append(StringBuilder text, @Nullable Object value) {
        switch (value) {
            case null -> text.append("null");
            case NodeValue node -> appendNode(text.append("{\"$node\":"), node).append('}');
            case EdgeValue edge -> appendEdge(text.append("{\"$edge\":"), edge).append('}');
            case PathValue path -> appendPath(text, path);
            case UUID id -> text.append('"').append(id).append('"');
            case List<?> list -> appendList(text, list);
            case Map<?, ?> map -> appendMap(text, map);
            default -> text.append(JsonValues.writeValue(value));
        }
    }

    private static StringBuilder appendNode(StringBuilder text, NodeValue node) {
        text.append("{\"id\":\"").append(node.id());
        text.append("\",\"namespace\":").append(JsonValues.writeValue(node.namespace()));
        text.append(",\"labels\":").append(JsonValues.writeValue(node.labels()));
        return text.append(",\"properties\":")
                .append(JsonValues.write(node.properties()))
                .append('}');
    }

    private static StringBuilder appendEdge(StringBuilder text, EdgeValue edge) {
        text.append("{\"id\":\"").append(edge.id());
        text.append("\",\"namespace\":").append(JsonValues.writeValue(edge.namespace()));
        text.append(",\"source\":\"").append(edge.source());
        text.append("\",\"relation\":").append(JsonValues.writeValue(edge.relation()));
        text.append(",\"target\":\"").append(edge.target());
        text.append("\",\"weight\":").append(JsonValues.writeValue(edge.weight()));
        return text.append(",\"properties\":")
                .append(JsonValues.write(edge.properties()))
                .append('}');
    }

    private static void appendPath(StringBuilder text, PathValue path) {
        text.append("{\"$path\":{\"nodes\":[");
        for (int index = 0; index < path.nodes().size(); index++) {
            appendNode(text.append(index == 0 ? "" : ","), path.nodes().get(index));
        }
        text.append("],\"edges\":[");
        for (int index = 0; index < path.edges().size(); index++) {
            appendEdge(text.append(index == 0 ? "" : ","), path.edges().get(index));
        }
        text.append("]}}");
    }

    private static void appendList(StringBuilder text, List<?> list) {
        text.append('[');
        for (Iterator<?> items = list.iterator(); items.hasNext(); ) {
            append(text, items.next());
            text.append(items.hasNext() ? "," : "");
        }
        text.append(']');
    }

    private static void appendMap(StringBuilder text, Map<?, ?> map) {
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            text.append(JsonValues.writeValue(JsonValues.encodeKey(String.valueOf(entry.getKey()))))
                    .append(':');
            append(text, entry.getValue());
            text.append(entries.hasNext() ? "," : "");
        }
        text.append('}');
    }
}
