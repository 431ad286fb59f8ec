package dev.khive.api.query;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An edge in a result.
 *
 * @param id its identity in its namespace
 * @param namespace where it and its ends live
 * @param source the node that it leaves
 * @param target the node that it enters
 * @param relation the name of its relation
 * @param weight its weight, finite, null where it has none
 * @param properties its properties, none of them null
 */
public record EdgeValue(
        UUID id,
        String namespace,
        UUID source,
        UUID target,
        String relation,
        @Nullable Double weight,
        Map<String, Object> properties) {
    /** Copies what it is given. */
    public EdgeValue {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }

    /** The end that is not {@code node}, empty where it is no end of this edge; a loop's other end is the same node. */
    public Optional<UUID> otherEnd(UUID node) {
        if (node.equals(source)) {
            return Optional.of(target);
        }
        return node.equals(target) ? Optional.of(source) : Optional.empty();
    }
}
