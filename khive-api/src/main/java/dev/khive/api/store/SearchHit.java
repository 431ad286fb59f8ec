package dev.khive.api.store;

import java.util.UUID;

/**
 * A record that a search found.
 *
 * @param subject the record's id
 * @param namespace the namespace it lives in
 * @param score higher is better; what it means is the search's to say
 */
public record SearchHit(UUID subject, String namespace, double score) {}
