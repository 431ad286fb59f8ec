package dev.khive.api.store;

/** How two vectors are compared. Each metric has one score formula, the same on every backend; higher is nearer. */
public enum Metric {
    /** {@code cos(q, v)}, -1 to 1. A zero vector has no direction and is refused, stored or searched for. */
    COSINE,
    /** {@code 1 / (1 + d)} with the Euclidean distance d, above 0 up to 1. */
    L2,
    /** The inner product {@code dot(q, v)}, any finite number. */
    IP
}
