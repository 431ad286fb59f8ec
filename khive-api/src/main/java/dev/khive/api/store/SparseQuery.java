package dev.khive.api.store;

import dev.khive.api.filter.Filter;

/**
 * A search by dot product with a sparse vector.
 *
 * @param field the field searched
 * @param model the model that made the query vector; another than the field's is refused
 * @param k how many records, 1 up to the configured bound
 * @param filter on the record that a vector belongs to; it holds before the cut
 */
public record SparseQuery(String field, String model, SparseVector vector, int k, Filter filter) {}
