package dev.khive.vector;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.Metric;
import org.apache.lucene.util.VectorUtil;

/**
 * Scores vectors against one query vector. Immutable and thread-safe.
 *
 * <p>{@link #score} is the exact score of {@link Similarity}. A bound from above comes from Lucene's 32-bit kernels, a few
 * times faster where the module {@code jdk.incubator.vector} gives them vector instructions, so that a search computes the
 * exact score of the few vectors alone that can still be among the best.
 *
 * <p>The bounds follow from the error of a sum of n 32-bit products in any order, at most γ(n) · Σ|aᵢbᵢ| with γ(n) = n·u /
 * (1 − n·u) and u = 2<sup>-24</sup> (Higham, Accuracy and Stability of Numerical Algorithms, section 3.1), which
 * Cauchy's inequality bounds by the two lengths.
 */
public final class VectorScorer {
    private static final double UNIT_ROUNDOFF = 0x1p-24;
    private static final double LARGEST_UNDERFLOW = 0x1p-148;

    /** Below it, the squares of components vanish in 32 bits. */
    private static final double LEAST_RELIABLE_SQUARE = 1e-20;

    /** Far above the contract's bound, far below where the error of a sum stops being small. */
    private static final int GREATEST_RELIABLE_DIMENSION = 1 << 20;

    /** Roundings beside the sum's own: of the query's direction, of differences, squares and square roots. */
    private static final int FURTHER_ROUNDINGS = 16;

    private final Metric metric;
    private final float[] query;
    private final double squaredLength;
    private final float[] direction;
    private final double relativeError;
    private final double underflow;
    private final boolean moderateQuery;

    private VectorScorer(Metric metric, float[] query) {
        this.metric = metric;
        this.query = query;
        squaredLength = Similarity.dot(query, query);
        direction = metric == Metric.COSINE ? direction(query, Math.sqrt(squaredLength)) : query;
        double terms = (query.length + FURTHER_ROUNDINGS) * UNIT_ROUNDOFF;
        relativeError = terms / (1 - terms);
        underflow = query.length * LARGEST_UNDERFLOW;
        moderateQuery =
                query.length <= GREATEST_RELIABLE_DIMENSION && VectorBytes.isModerate(VectorBytes.encode(query));
    }

    /**
     * A scorer for a copy of the query vector.
     *
     * @throws InvalidInputException when a component is not finite, or all are zero under {@link Metric#COSINE}
     */
    public static VectorScorer of(Metric metric, float[] query) {
        VectorRules.check(query, query.length, metric, "the query vector");
        return new VectorScorer(metric, query.clone());
    }

    private static float[] direction(float[] vector, double length) {
        float[] direction = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            direction[i] = (float) (vector[i] / length);
        }
        return direction;
    }

    /** The dimension that vectors must have. */
    public int dimension() {
        return query.length;
    }

    /** The exact score, as {@link Similarity#score}. */
    public double score(float[] vector) {
        return switch (metric) {
            case COSINE ->
                Similarity.cosine(Similarity.dot(query, vector), squaredLength, Similarity.dot(vector, vector));
            case L2, IP -> Similarity.score(metric, query, vector);
        };
    }

    /**
     * A number that the exact score does not exceed: close to it, or infinite where 32 bits do not reach.
     *
     * @param vector one that is {@linkplain VectorBytes#isModerate moderate}
     */
    double upperBound(float[] vector) {
        if (!moderateQuery) {
            return Double.POSITIVE_INFINITY;
        }
        return switch (metric) {
            case COSINE -> cosineBound(vector);
            case L2 -> distanceBound(vector);
            case IP -> innerProductBound(vector);
        };
    }

    private double cosineBound(float[] vector) {
        double square = VectorUtil.dotProduct(vector, vector);
        return square < LEAST_RELIABLE_SQUARE
                ? Double.POSITIVE_INFINITY
                : VectorUtil.dotProduct(direction, vector) / Math.sqrt(square) + 3 * relativeError;
    }

    private double distanceBound(float[] vector) {
        double square = VectorUtil.squareDistance(query, vector);
        double leastSquare = Math.max(0, square * (1 - 2 * relativeError) - underflow);
        return 1 / (1 + Math.sqrt(leastSquare)) * (1 + UNIT_ROUNDOFF);
    }

    private double innerProductBound(float[] vector) {
        double square = VectorUtil.dotProduct(vector, vector);
        double greatestSquare = square * (1 + 2 * relativeError) + underflow;
        return VectorUtil.dotProduct(query, vector)
                + 2 * relativeError * Math.sqrt(squaredLength * greatestSquare)
                + underflow;
    }
}
