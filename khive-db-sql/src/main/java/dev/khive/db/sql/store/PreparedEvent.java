package dev.khive.db.sql.store;

import dev.khive.api.Bounds;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.EventDraft;
import dev.khive.api.value.PropertyValues;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of the application that was checked and encoded.
 *
 * @param payload in its own types
 * @param json the payload as JSON, null when it is empty
 */
record PreparedEvent(
        EventDraft draft,
        Map<String, Object> payload,
        @Nullable String json) {
    private static final int MAX_LENGTH = 256;

    static PreparedEvent of(EventDraft draft, Bounds bounds) {
        word(draft.verb(), "verb");
        word(draft.subjectType(), "subject type");
        if (draft.idempotencyKey() != null) {
            word(draft.idempotencyKey(), "idempotency key");
        }
        if (draft.actor() != null) {
            PropertyValues.checkText(draft.actor(), "actor");
            DraftChecks.requireBytes(() -> "The length of the actor in bytes", draft.actor(), bounds.nameBytes());
        }
        Map<String, Object> payload = DraftChecks.properties(draft.payload(), bounds);
        return new PreparedEvent(draft, payload, payload.isEmpty() ? null : DraftChecks.json(payload, bounds));
    }

    private static void word(String word, String what) {
        if (word.isEmpty() || word.length() > MAX_LENGTH) {
            throw new InvalidInputException("The " + what + " of an event must have 1 to " + MAX_LENGTH
                    + " characters, this one has " + word.length() + ".");
        }
        PropertyValues.checkText(word, what);
    }

    /** Whether an event that was recorded says the same. */
    boolean same(dev.khive.api.store.Event event) {
        return event.verb().equals(draft.verb())
                && event.subjectType().equals(draft.subjectType())
                && java.util.Objects.equals(event.subject(), draft.subject())
                && event.payload().equals(payload);
    }
}
