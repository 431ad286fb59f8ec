package dev.khive.conformance.oracle;

import dev.khive.api.store.Metric;
import dev.khive.api.store.SparseVector;

/** The score formulas of {@link Metric} and the sparse dot product, term by term in double arithmetic. */
public final class VectorScores {

    private VectorScores() {}

    /** The score of a stored vector for a query vector. */
    public static double score(Metric metric, float[] query, float[] stored) {
        return switch (metric) {
            case COSINE -> dot(query, stored) / Math.sqrt(dot(query, query) * dot(stored, stored));
            case L2 -> 1 / (1 + distance(query, stored));
            case IP -> dot(query, stored);
        };
    }

    /** The inner product. */
    public static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** The inner product of two sparse vectors. */
    public static double dot(SparseVector a, SparseVector b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                if (a.indices()[i] == b.indices()[j]) {
                    sum += (double) a.values()[i] * b.values()[j];
                }
            }
        }
        return sum;
    }

    /** Whether two sparse vectors have an index in common. */
    public static boolean overlap(SparseVector a, SparseVector b) {
        return java.util.Arrays.stream(a.indices())
                .anyMatch(index -> java.util.Arrays.stream(b.indices()).anyMatch(other -> other == index));
    }

    private static double distance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            sum += difference * difference;
        }
        return Math.sqrt(sum);
    }
}
