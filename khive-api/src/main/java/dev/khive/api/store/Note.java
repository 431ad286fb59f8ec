package dev.khive.api.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A piece of memory, as stored. In queries a note is a node with its kind as the only label, and its content, salience
 * and expiry are the properties {@code content}, {@code salience} and {@code expires_at}.
 *
 * @param kind its only label
 * @param content its text
 * @param salience 0 to 1, null when it was never judged
 * @param expiresAt from this instant on no read returns it, null when it never expires
 * @param properties never with the keys of {@link NoteDraft#RESERVED_KEYS}
 */
public record Note(
        UUID id,
        String namespace,
        String kind,
        String content,
        @Nullable Double salience,
        @Nullable Instant expiresAt,
        Map<String, Object> properties,
        long revision,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletedAt)
        implements StoredRecord {
    /** A draft with the same fields, to change and write back. */
    public NoteDraft toDraft() {
        return new NoteDraft(id, kind, content, salience, expiresAt, properties);
    }
}
