package dev.khive.api.store;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event to be appended by the application.
 *
 * @param verb what was done, 1 to 256 characters
 * @param subjectType what kind of thing it is about, 1 to 256 characters
 * @param subject the thing's id, or null
 * @param actor who did it, or null
 * @param payload details, as properties
 * @param idempotencyKey 1 to 256 characters; an event with a key that the scope has seen is not appended again. Null to
 *     append always
 */
public record EventDraft(
        String verb,
        String subjectType,
        @Nullable UUID subject,
        @Nullable String actor,
        Map<String, ? extends @Nullable Object> payload,
        @Nullable String idempotencyKey) {
    /** An event without actor or idempotency key. */
    public static EventDraft of(
            String verb, String subjectType, @Nullable UUID subject, Map<String, ? extends @Nullable Object> payload) {
        return new EventDraft(verb, subjectType, subject, null, payload, null);
    }
}
