package dev.khive.api.store;

import java.util.List;
import java.util.UUID;

/**
 * The vectors of one record in one field, as stored.
 *
 * @param vectors exactly the floats that were written
 * @param revision grows with every change
 */
public record VectorRecord(
        UUID subject, String namespace, String field, String model, List<float[]> vectors, long revision) {}
