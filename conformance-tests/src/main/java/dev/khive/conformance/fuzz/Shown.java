package dev.khive.conformance.fuzz;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One text for values that may stand for one another: floats agree to nine digits.
 *
 * @param listsInOrder whether the order of a list's elements counts
 * @param kindsOfNumbers whether 1 and 1.0 differ
 */
record Shown(boolean listsInOrder, boolean kindsOfNumbers) {
    String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "'" + text + "'";
            case Long number -> kindsOfNumbers ? number.toString() : real(number.doubleValue());
            case Double number -> real(number);
            case List<?> list -> list(list.stream().map(this::text).toList());
            case Map<?, ?> map -> {
                Map<String, String> entries = new TreeMap<>();
                map.forEach((key, item) -> entries.put(key.toString(), text(item)));
                yield entries.toString();
            }
            case NodeValue node -> "(" + node.id() + node.labels() + text(node.properties()) + ")";
            case EdgeValue edge ->
                "[" + edge.id() + ":" + edge.relation() + " " + edge.source() + ">" + edge.target()
                        + text(edge.properties()) + "]";
            case PathValue path ->
                "<" + path.nodes().stream().map(this::text).collect(Collectors.joining("-"))
                        + path.edges().stream().map(this::text).collect(Collectors.joining("-")) + ">";
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }

    private String list(List<String> elements) {
        return (listsInOrder ? elements : elements.stream().sorted().toList()).toString();
    }

    private static String real(double number) {
        return Double.isFinite(number) ? String.format(Locale.ROOT, "%.9e", number + 0.0) : Double.toString(number);
    }
}
