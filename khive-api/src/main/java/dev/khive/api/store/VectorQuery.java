package dev.khive.api.store;

import dev.khive.api.filter.Filter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A nearest-neighbour search. The filter and the least score hold before the cut to {@code k}.
 *
 * @param field the field searched
 * @param model the model that made the query vector; another than the field's is refused
 * @param vector finite, of the field's dimension
 * @param k how many records, 1 up to the configured bound
 * @param filter on the record that a vector belongs to, own fields as in {@link EntityStore}
 * @param minScore the least score, or null
 */
@SuppressWarnings("ArrayRecordComponent") // A vector is an array; equality is defined below.
public record VectorQuery(
        String field,
        String model,
        float[] vector,
        int k,
        Filter filter,
        @Nullable Double minScore) {
    /** The nearest {@code k} without a filter. */
    public static VectorQuery of(VectorField field, float[] vector, int k) {
        return new VectorQuery(field.name(), field.model(), vector, k, Filter.ALL, null);
    }

    /** The same with a filter. */
    public VectorQuery where(Filter newFilter) {
        return new VectorQuery(field, model, vector, k, newFilter, minScore);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VectorQuery that
                && field.equals(that.field)
                && model.equals(that.model)
                && java.util.Arrays.equals(vector, that.vector)
                && k == that.k
                && filter.equals(that.filter)
                && Objects.equals(minScore, that.minScore);
    }

    @Override
    public int hashCode() {
        return Objects.hash(field, model, java.util.Arrays.hashCode(vector), k, filter, minScore);
    }
}
