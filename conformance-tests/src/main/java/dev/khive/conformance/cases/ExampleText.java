package dev.khive.conformance.cases;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as the examples of a page show them: as literals where the language has them, dates and times in ISO form. */
final class ExampleText {
    private ExampleText() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "'" + text.replace("'", "\\'") + "'";
            case List<?> list -> list.stream().map(ExampleText::of).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> entries(map);
            case NodeValue node ->
                "(" + node.labels().stream().map(label -> ":" + label).collect(Collectors.joining())
                        + properties(node.properties()) + ")";
            case EdgeValue edge -> "[:" + edge.relation() + properties(edge.properties()) + "]";
            case PathValue path -> path(path);
            default -> value.toString();
        };
    }

    private static String properties(Map<String, Object> properties) {
        return properties.isEmpty() ? "" : " " + entries(properties);
    }

    private static String entries(Map<?, ?> map) {
        Map<String, String> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key.toString(), of(value)));
        return sorted.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String path(PathValue path) {
        StringBuilder text = new StringBuilder(of(path.start()));
        for (int index = 0; index < path.length(); index++) {
            EdgeValue edge = path.edges().get(index);
            boolean out = edge.source().equals(path.nodes().get(index).id());
            text.append(out ? "-" : "<-")
                    .append(of(edge))
                    .append(out ? "->" : "-")
                    .append(of(path.nodes().get(index + 1)));
        }
        return text.toString();
    }
}
