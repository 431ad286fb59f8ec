package dev.khive.api.store;

/**
 * Entities: nodes with labels and properties. Own fields in filters and orders: ID, LABEL, KIND, CREATED_AT, UPDATED_AT,
 * REVISION. The properties {@code name} and {@code description}, where they are strings, are indexed for text search.
 */
public non-sealed interface EntityStore extends RecordStore<Entity, EntityDraft> {}
