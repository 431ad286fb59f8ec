package dev.khive.vector;

import dev.khive.api.store.Metric;

/**
 * The score formulas, in 64-bit floats with a fixed order of summation, so that a score is the same number on every
 * machine. Components are exact 32-bit floats: no product, square or sum of up to 2<sup>24</sup> of them overflows, and the
 * relative error of a sum of n terms is below n · 2<sup>-53</sup>.
 */
public final class Similarity {
    private Similarity() {}

    /**
     * How near two vectors are; higher is nearer.
     *
     * <ul>
     *   <li>COSINE: {@code dot(a, b) / sqrt(dot(a, a) · dot(b, b))}, -1 to 1, exactly 1 for a vector with itself. NaN for
     *       a zero vector, which {@link VectorRules} keeps away.
     *   <li>L2: {@code 1 / (1 + d)} with the Euclidean distance d, above 0 up to 1.
     *   <li>IP: {@code dot(a, b)}, any finite number.
     * </ul>
     *
     * @throws IllegalArgumentException when the dimensions differ
     */
    public static double score(Metric metric, float[] a, float[] b) {
        return switch (metric) {
            case COSINE -> cosine(dot(a, b), dot(a, a), dot(b, b));
            case L2 -> 1 / (1 + Math.sqrt(squaredDistance(a, b)));
            case IP -> dot(a, b);
        };
    }

    /** The cosine from the inner product and the two squared lengths. */
    static double cosine(double dot, double squaredA, double squaredB) {
        return Math.clamp(dot / Math.sqrt(squaredA * squaredB), -1.0, 1.0);
    }

    /**
     * The inner product.
     *
     * @throws IllegalArgumentException when the dimensions differ
     */
    public static double dot(float[] a, float[] b) {
        requireSameDimension(a, b);
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            sum0 += (double) a[i] * b[i];
            sum1 += (double) a[i + 1] * b[i + 1];
            sum2 += (double) a[i + 2] * b[i + 2];
            sum3 += (double) a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            sum0 += (double) a[i] * b[i];
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    /**
     * The square of the Euclidean distance.
     *
     * @throws IllegalArgumentException when the dimensions differ
     */
    public static double squaredDistance(float[] a, float[] b) {
        requireSameDimension(a, b);
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            sum0 += square((double) a[i] - b[i]);
            sum1 += square((double) a[i + 1] - b[i + 1]);
            sum2 += square((double) a[i + 2] - b[i + 2]);
            sum3 += square((double) a[i + 3] - b[i + 3]);
        }
        for (; i < a.length; i++) {
            sum0 += square((double) a[i] - b[i]);
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }

    private static double square(double x) {
        return x * x;
    }

    private static void requireSameDimension(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "Two vectors must have the same dimension, had " + a.length + " and " + b.length + ".");
        }
    }
}
