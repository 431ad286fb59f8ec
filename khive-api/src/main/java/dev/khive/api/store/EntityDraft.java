package dev.khive.api.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entity to be written.
 *
 * @param id chosen by the caller, unique among the nodes (entities and notes) of the scope
 * @param labels 0 or more; duplicates are dropped, the order is kept
 * @param properties keys to values as in {@link dev.khive.api.value.PropertyValues}; null removes the key
 */
public record EntityDraft(UUID id, List<String> labels, Map<String, ? extends @Nullable Object> properties) {
    /** Copies the labels, without duplicates. */
    public EntityDraft {
        labels = labels.stream().distinct().toList();
    }

    /** A draft with a new, time-ordered id and one label. */
    public static EntityDraft of(String label, Map<String, ? extends @Nullable Object> properties) {
        return new EntityDraft(RecordIds.next(), List.of(label), properties);
    }

    /** The same with one property set, or removed when the value is null. */
    public EntityDraft with(String key, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(properties);
        changed.put(key, value);
        return new EntityDraft(id, labels, changed);
    }
}
