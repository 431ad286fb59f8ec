package dev.khive.api.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A thing of the graph, as stored.
 *
 * @param labels 0 or more, ordered, no two the same; the first is the entity's kind
 */
public record Entity(
        UUID id,
        String namespace,
        List<String> labels,
        Map<String, Object> properties,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt)
        implements StoredRecord {
    /** The first label, empty when there is none. */
    public Optional<String> kind() {
        return labels.stream().findFirst();
    }

    /** A draft with the same id, labels and properties, to change and write back. */
    public EntityDraft toDraft() {
        return new EntityDraft(id, labels, properties);
    }
}
