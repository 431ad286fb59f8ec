package dev.khive.query.function;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions of nodes, edges and paths that are only known to be some when they are met. */
final class GraphFunctions {
    private GraphFunctions() {}

    static NodeValue node(Object value, String function) {
        if (value instanceof NodeValue node) {
            return node;
        }
        throw ValueFault.type(function + " takes a node, was " + value + ".");
    }

    static EdgeValue edge(Object value, String function) {
        if (value instanceof EdgeValue edge) {
            return edge;
        }
        throw ValueFault.type(function + " takes an edge, was " + value + ".");
    }

    static PathValue path(Object value, String function) {
        if (value instanceof PathValue path) {
            return path;
        }
        throw ValueFault.type(function + " takes a path, was " + value + ".");
    }

    static String identity(Object value, String function) {
        return value instanceof NodeValue node
                ? node.id().toString()
                : edge(value, function).id().toString();
    }

    static Object properties(Object value) {
        return switch (value) {
            case NodeValue node -> node.properties();
            case EdgeValue edge -> edge.properties();
            case Map<?, ?> map -> map;
            default -> throw ValueFault.type("properties() takes a node, an edge or a map, was " + value + ".");
        };
    }

    /** One map over another. */
    static Object merged(Object below, Object above) {
        Map<Object, @Nullable Object> merged = new LinkedHashMap<>((Map<?, ?>) properties(below));
        merged.putAll((Map<?, ?>) properties(above));
        return merged;
    }

    /** {@code value[key]}: of a list by its place, from the end where negative; else by its name. */
    static @Nullable Object element(Object value, Object key) {
        if (value instanceof List<?> list && key instanceof Long place) {
            long index = place < 0 ? place + list.size() : place;
            return index >= 0 && index < list.size() ? list.get((int) index) : null;
        }
        if (key instanceof String name && !(value instanceof List<?>)) {
            return switch (value) {
                case NodeValue node -> node.properties().get(name);
                case EdgeValue edge -> edge.properties().get(name);
                case Map<?, ?> map -> map.get(name);
                default -> TemporalComponents.of(value, name);
            };
        }
        throw ValueFault.type("There is no element " + key + " of " + value + ".");
    }

    /** Whether a node has a label or an edge a relation; the empty name stands for any. */
    static boolean hasLabel(Object value, String name) {
        return value instanceof NodeValue node
                ? name.isEmpty() ? !node.labels().isEmpty() : node.labels().contains(name)
                : name.isEmpty() || edge(value, "A label test").relation().equals(name);
    }
}
