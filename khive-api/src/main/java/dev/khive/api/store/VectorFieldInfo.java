package dev.khive.api.store;

/**
 * A vector field and what is in it.
 *
 * @param field the definition
 * @param namespace the namespace that it belongs to
 * @param records how many live records have vectors in it
 * @param vectors how many vectors they have together
 */
public record VectorFieldInfo(VectorField field, String namespace, long records, long vectors) {}
