package dev.khive.api.store;

import dev.khive.api.error.InvalidInputException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An edge to be written. Both ends must be live nodes of the same scope. Parallel edges with the same relation are
 * allowed; {@link GraphStore#upsertByNaturalKey} is how to have one at most.
 *
 * @param weight finite
 * @param validFrom inclusive start of its valid time, or null
 * @param validTo exclusive end of its valid time, after the start, or null
 */
public record EdgeDraft(
        UUID id,
        UUID source,
        String relation,
        UUID target,
        double weight,
        @Nullable Instant validFrom,
        @Nullable Instant validTo,
        Map<String, ? extends @Nullable Object> properties) {
    /** Refuses a weight that is not finite and a valid time that ends before it starts. */
    public EdgeDraft {
        if (!Double.isFinite(weight)) {
            throw new InvalidInputException(
                    "Edge weight must be finite, was " + weight + " (relation " + relation + ").");
        }
        if (validFrom != null && validTo != null && !validFrom.isBefore(validTo)) {
            throw new InvalidInputException("The valid time of an edge must end after it starts, was " + validFrom
                    + " to " + validTo + " (relation " + relation + ").");
        }
    }

    /** An edge with a new, time-ordered id, weight 1, no valid time and no properties. */
    public static EdgeDraft of(UUID source, String relation, UUID target) {
        return new EdgeDraft(RecordIds.next(), source, relation, target, 1, null, null, Map.of());
    }

    /** The same with other properties. */
    public EdgeDraft withProperties(Map<String, ? extends @Nullable Object> newProperties) {
        return new EdgeDraft(id, source, relation, target, weight, validFrom, validTo, newProperties);
    }
}
