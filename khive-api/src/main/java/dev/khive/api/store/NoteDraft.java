package dev.khive.api.store;

import dev.khive.api.error.InvalidInputException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A note to be written.
 *
 * @param id chosen by the caller, unique among the nodes (entities and notes) of the scope
 * @param kind its only label
 * @param content its text, indexed for search
 * @param salience 0 to 1, or null
 * @param expiresAt when it expires, or null for never
 * @param properties keys to values; the {@link #RESERVED_KEYS} are refused
 */
public record NoteDraft(
        UUID id,
        String kind,
        String content,
        @Nullable Double salience,
        @Nullable Instant expiresAt,
        Map<String, ? extends @Nullable Object> properties) {
    /** Keys that name a note's own fields in queries and so cannot be properties of a note. */
    public static final Set<String> RESERVED_KEYS = Set.of("content", "salience", "expires_at");

    /** Refuses a salience outside 0 to 1 and reserved property keys. */
    public NoteDraft {
        if (salience != null && !(salience >= 0 && salience <= 1)) {
            throw new InvalidInputException("The salience of a note must be 0 to 1, was " + salience + ".");
        }
        for (String key : properties.keySet()) {
            if (RESERVED_KEYS.contains(key)) {
                throw new InvalidInputException(
                        "\"" + key
                                + "\" is a field of a note and cannot be one of its properties; set it with the draft's own field.");
            }
        }
    }

    /** A note with a new, time-ordered id that never expires. */
    public static NoteDraft of(String kind, String content) {
        return new NoteDraft(RecordIds.next(), kind, content, null, null, Map.of());
    }
}
