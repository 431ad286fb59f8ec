package dev.khive.api.store;

import dev.khive.api.error.InvalidInputException;

/**
 * The definition of a vector field of a scope: what every vector in it has in common.
 *
 * @param name 1 to 256 characters
 * @param model the identity of the model that makes its vectors, 1 to 256 characters
 * @param dimension 1 up to the configured bound
 * @param metric how its vectors are compared
 */
public record VectorField(String name, String model, int dimension, Metric metric) {
    /** Refuses a dimension below 1 and empty names. */
    public VectorField {
        if (name.isBlank() || model.isBlank()) {
            throw new InvalidInputException("A vector field needs a name and the identity of its model.");
        }
        if (dimension < 1) {
            throw new InvalidInputException(
                    "The dimension of a vector field must be at least 1, was " + dimension + ".");
        }
    }
}
