package dev.khive.db.sql.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A draft that was checked and encoded, before any lock is taken. */
sealed interface PreparedRow {
    /** The record's id. */
    UUID id();

    /**
     * An entity or a note.
     *
     * @param properties as stored, a note's own fields among them
     * @param json the properties as JSON
     * @param expiresAt microseconds, or null
     */
    record Node(
            UUID id,
            List<String> labels,
            Map<String, Object> properties,
            String json,
            @Nullable Long expiresAt) implements PreparedRow {}

    /**
     * An edge.
     *
     * @param json the properties as JSON, null when there are none
     * @param validFrom microseconds, or null
     * @param validTo microseconds, or null
     */
    record Edge(
            UUID id,
            UUID source,
            String relation,
            UUID target,
            double weight,
            @Nullable Long validFrom,
            @Nullable Long validTo,
            @Nullable String json)
            implements PreparedRow {
        /** The same edge under another id. */
        Edge withId(UUID newId) {
            return new Edge(newId, source, relation, target, weight, validFrom, validTo, json);
        }
    }
}
