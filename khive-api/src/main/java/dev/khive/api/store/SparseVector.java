package dev.khive.api.store;

import dev.khive.api.error.InvalidInputException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A vector that is zero but for some components.
 *
 * @param indices 0 or more each, strictly increasing
 * @param values one for each index, finite and not zero
 */
@SuppressWarnings("ArrayRecordComponent") // Both are copied, and equality is defined below.
public record SparseVector(int[] indices, float[] values) {
    /** Checks order, lengths and values. */
    public SparseVector {
        if (indices.length == 0 || indices.length != values.length) {
            throw new InvalidInputException("A sparse vector needs one or more indices and a value for each, got "
                    + indices.length + " indices and " + values.length + " values.");
        }
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || (i > 0 && indices[i] <= indices[i - 1])) {
                throw new InvalidInputException(
                        "The indices of a sparse vector must be 0 or more and strictly increasing; at position " + i
                                + " stands " + indices[i] + ".");
            }
            if (!Float.isFinite(values[i]) || values[i] == 0) {
                throw new InvalidInputException(
                        "The values of a sparse vector must be finite and not zero; at position " + i + " stands "
                                + values[i] + ".");
            }
        }
        indices = indices.clone();
        values = values.clone();
    }

    /** The number of components that are not zero. */
    public int size() {
        return indices.length;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SparseVector that
                && Arrays.equals(indices, that.indices)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(indices) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "SparseVector[" + indices.length + " components]";
    }
}
