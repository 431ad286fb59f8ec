package dev.khive.vector;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.Metric;

/** What a vector must be before it is stored or searched for; the same on every backend. */
public final class VectorRules {
    private VectorRules() {}

    /**
     * Refuses a vector that a field cannot hold.
     *
     * @param vector the vector
     * @param dimension of the field
     * @param metric of the field; {@link Metric#COSINE} has no score for a zero vector
     * @param place what the vector is, for the error's sentence, for example {@code vector 3 of record …}
     * @throws InvalidInputException when the dimension differs, a component is not finite, or all are zero under COSINE
     */
    public static void check(float[] vector, int dimension, Metric metric, String place) {
        if (vector.length != dimension) {
            throw new InvalidInputException("A vector must have the dimension of its field, " + dimension + ", had "
                    + vector.length + " (" + place + ").");
        }
        boolean zero = true;
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new InvalidInputException("A vector's components must be finite, component " + i + " was "
                        + vector[i] + " (" + place + ").");
            }
            zero &= vector[i] == 0;
        }
        if (zero && metric == Metric.COSINE) {
            throw new InvalidInputException(
                    "A vector of zeros has no direction and no cosine with another (" + place + ").");
        }
    }
}
