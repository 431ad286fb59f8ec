package dev.khive.api.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A node in a result.
 *
 * @param id its identity in its namespace
 * @param namespace where it lives
 * @param labels its labels in order; the first is its kind
 * @param properties its properties, none of them null
 */
public record NodeValue(UUID id, String namespace, List<String> labels, Map<String, Object> properties) {
    /** Copies what it is given. */
    public NodeValue {
        labels = List.copyOf(labels);
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
