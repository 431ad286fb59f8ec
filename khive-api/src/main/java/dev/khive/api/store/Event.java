package dev.khive.api.store;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as recorded. Events are never changed or deleted.
 *
 * @param id unique in its scope
 * @param namespace the namespace it happened in
 * @param sequence its place in the scope: 1, 2, 3 and so on without gaps
 * @param verb what was done: {@code inserted}, {@code updated}, {@code deleted}, {@code erased}, {@code restored} for the stores' own events, any text for the
 *     application's
 * @param subjectType what kind of record it is about: {@code entity}, {@code note}, {@code edge}, {@code vector}, {@code
 *     sparse}, {@code document}, or the application's own word
 * @param subject the record's id, null when it is about none
 * @param actor who did it, null when nobody said
 * @param payload details, immutable; empty for the stores' own events
 * @param occurredAt when it was recorded, to the microsecond
 */
public record Event(
        UUID id,
        String namespace,
        long sequence,
        String verb,
        String subjectType,
        @Nullable UUID subject,
        @Nullable String actor,
        Map<String, Object> payload,
        Instant occurredAt) {}
