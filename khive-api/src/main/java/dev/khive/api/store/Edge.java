package dev.khive.api.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A directed relation between two nodes, as stored.
 *
 * @param source the node it starts from
 * @param relation its type
 * @param target the node it ends in
 * @param weight finite, 1 unless it was given
 * @param validFrom the start of its valid time, inclusive, null when open
 * @param validTo the end of its valid time, exclusive, null when open
 */
public record Edge(
        UUID id,
        String namespace,
        UUID source,
        String relation,
        UUID target,
        double weight,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        Map<String, Object> properties,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt)
        implements StoredRecord {
    /** A draft with the same fields, to change and write back. */
    public EdgeDraft toDraft() {
        return new EdgeDraft(id, source, relation, target, weight, validFrom, validTo, properties);
    }
}
