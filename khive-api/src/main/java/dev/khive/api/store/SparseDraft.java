package dev.khive.api.store;

import java.util.UUID;

/**
 * The sparse vector of one record in one field, to be written; it takes the place of the one that was there.
 *
 * @param subject a live node of the scope
 * @param field 1 to 256 characters; a field begins to exist with its first vector and keeps that vector's model
 * @param model the model that made it; another than the field's is refused
 */
public record SparseDraft(UUID subject, String field, String model, SparseVector vector) {}
