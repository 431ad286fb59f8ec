package dev.khive.conformance.cases;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import dev.khive.api.value.CalendarDuration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of case files, and one text for each value by which expected and found rows are compared. */
final class CaseValues {
    private CaseValues() {}

    /** What a case must have under a key. */
    static Object part(Map<String, ?> map, String key) {
        Object part = map.get(key);
        if (part == null) {
            throw new IllegalArgumentException("it has no \"" + key + "\".");
        }
        return part;
    }

    @SuppressWarnings("unchecked")
    static @Nullable Object value(@Nullable Object tagged) {
        if (!(tagged instanceof Map<?, ?> map)) {
            return tagged;
        }
        Map.Entry<String, Object> only =
                ((Map<String, Object>) map).entrySet().iterator().next();
        Object content = only.getValue();
        return switch (only.getKey()) {
            case "int" -> ((Number) content).longValue();
            case "float" ->
                Double.valueOf(content.toString().replace("Inf", "Infinity").replace("Infinityinity", "Infinity"));
            case "str" -> content;
            case "list" -> {
                List<@Nullable Object> list = new ArrayList<>();
                ((List<?>) content).forEach(item -> list.add(value(item)));
                yield list;
            }
            case "map" -> values((Map<String, ?>) content);
            case "temporal" -> temporal(content.toString());
            default -> throw new IllegalArgumentException("No value: " + tagged);
        };
    }

    static Map<String, @Nullable Object> values(Map<String, ?> map) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        map.forEach((key, item) -> values.put(key, value(item)));
        return values;
    }

    private static Object temporal(String text) {
        String type = text.substring(0, text.indexOf(':'));
        String iso = text.substring(text.indexOf(':') + 1);
        return switch (type.substring(type.lastIndexOf('.') + 1)) {
            case "LocalDate" -> LocalDate.parse(iso);
            case "LocalTime" -> LocalTime.parse(iso);
            case "OffsetTime" -> OffsetTime.parse(iso);
            case "LocalDateTime" -> LocalDateTime.parse(iso);
            case "ZonedDateTime" -> ZonedDateTime.parse(iso);
            default -> CalendarDuration.parse(iso);
        };
    }

    /** The text of an expected value. */
    @SuppressWarnings("unchecked")
    static String expected(@Nullable Object tagged, boolean anyListOrder) {
        if (!(tagged instanceof Map<?, ?> map)) {
            return String.valueOf(tagged);
        }
        Map.Entry<String, Object> only =
                ((Map<String, Object>) map).entrySet().iterator().next();
        Object content = only.getValue();
        return switch (only.getKey()) {
            case "list" ->
                list(
                        ((List<?>) content)
                                .stream()
                                        .map(item -> expected(item, anyListOrder))
                                        .toList(),
                        anyListOrder);
            case "map" -> {
                Map<String, String> entries = new TreeMap<>();
                ((Map<String, ?>) content).forEach((key, item) -> entries.put(key, expected(item, anyListOrder)));
                yield entries.toString();
            }
            case "node" -> {
                Map<String, ?> node = (Map<String, ?>) content;
                yield node((List<String>) part(node, "labels"), (Map<String, ?>) part(node, "props"), anyListOrder);
            }
            case "rel" -> {
                Map<String, ?> edge = (Map<String, ?>) content;
                yield "[:" + edge.get("type") + properties((Map<String, ?>) part(edge, "props"), anyListOrder) + "]";
            }
            case "path" -> path((List<Map<String, ?>>) content, anyListOrder);
            default -> text(value(tagged), anyListOrder);
        };
    }

    @SuppressWarnings("unchecked")
    private static String path(List<Map<String, ?>> parts, boolean anyListOrder) {
        StringBuilder text = new StringBuilder("<");
        for (Map<String, ?> part : parts) {
            if (part.get("rel") instanceof Map<?, ?> edge) {
                boolean out = Boolean.TRUE.equals(part.containsKey("out") ? part.get("out") : edge.get("out"));
                Map<String, Object> plain = new LinkedHashMap<>((Map<String, Object>) edge);
                plain.remove("out");
                String shown = expected(Map.of("rel", plain), anyListOrder);
                text.append(out ? "-" + shown + "->" : "<-" + shown + "-");
            } else {
                text.append(expected(part, anyListOrder));
            }
        }
        return text.append('>').toString();
    }

    private static String node(List<String> labels, Map<String, ?> properties, boolean anyListOrder) {
        return "(" + labels.stream().sorted().map(label -> ":" + label).collect(Collectors.joining())
                + properties(properties, anyListOrder) + ")";
    }

    private static String properties(Map<String, ?> properties, boolean anyListOrder) {
        Map<String, String> sorted = new TreeMap<>();
        properties.forEach((key, item) -> sorted.put(key, expected(item, anyListOrder)));
        return sorted.toString();
    }

    private static String list(List<String> items, boolean anyListOrder) {
        return (anyListOrder ? items.stream().sorted().toList() : items).toString();
    }

    /** The text of a found value. */
    static String text(@Nullable Object value, boolean anyListOrder) {
        return switch (value) {
            case null -> "null";
            case String string -> "'" + string + "'";
            case List<?> list ->
                list(list.stream().map(item -> text(item, anyListOrder)).toList(), anyListOrder);
            case Map<?, ?> map -> {
                Map<String, String> entries = new TreeMap<>();
                map.forEach((key, item) -> entries.put(key.toString(), text(item, anyListOrder)));
                yield entries.toString();
            }
            case NodeValue node ->
                "(" + node.labels().stream().sorted().map(label -> ":" + label).collect(Collectors.joining())
                        + text(node.properties(), anyListOrder) + ")";
            case EdgeValue edge -> "[:" + edge.relation() + text(edge.properties(), anyListOrder) + "]";
            case PathValue path -> {
                StringBuilder text = new StringBuilder("<" + text(path.nodes().getFirst(), anyListOrder));
                for (int index = 0; index < path.length(); index++) {
                    EdgeValue edge = path.edges().get(index);
                    boolean out = edge.source().equals(path.nodes().get(index).id());
                    String shown = text(edge, anyListOrder);
                    text.append(out ? "-" + shown + "->" : "<-" + shown + "-")
                            .append(text(path.nodes().get(index + 1), anyListOrder));
                }
                yield text.append('>').toString();
            }
            case Boolean bool -> bool.toString();
            case Long number -> number.toString();
            case Double number -> number + "f";
            default -> "'" + value + "'";
        };
    }
}
