package dev.khive.api.store;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import java.util.List;

/**
 * Several ranked searches fused into one.
 *
 * @param arms two or more, none named twice
 * @param fusion how their answers become one
 * @param k how many records, 1 up to the configured bound
 * @param depth how many records each arm contributes at most, at least {@code k}
 * @param filter on the record, held by every arm before its cut
 */
public record HybridQuery(List<Arm> arms, Fusion fusion, int k, int depth, Filter filter) {
    /** Copies the arms and checks their number and depth. */
    public HybridQuery {
        arms = List.copyOf(arms);
        if (arms.isEmpty() || arms.stream().map(Arm::name).distinct().count() != arms.size()) {
            throw new InvalidInputException("A hybrid search needs one or more arms, each with a name of its own.");
        }
        if (depth < k) {
            throw new InvalidInputException(
                    "The depth of a hybrid search must be at least k, was " + depth + " for k = " + k + ".");
        }
    }

    /** The arms fused by reciprocal rank, each 5 k deep, without a filter. */
    public static HybridQuery of(int k, Arm... arms) {
        return new HybridQuery(List.of(arms), Fusion.RECIPROCAL_RANK, k, Math.multiplyExact(k, 5), Filter.ALL);
    }

    /** A search that takes part. */
    public sealed interface Arm {
        /** Names the arm in the breakdown. */
        String name();

        /** How much the arm counts, finite and at least 0; 1 is usual. */
        double weight();
    }

    /** Full text. */
    public record TextArm(String name, double weight, String text, TextQuery.Mode mode) implements Arm {
        /** Any word of the text, weight 1. */
        public static TextArm of(String text) {
            return new TextArm("text", 1, text, TextQuery.Mode.ANY_WORD);
        }
    }

    /** A dense vector. */
    @SuppressWarnings("ArrayRecordComponent") // A vector is an array; it is never changed.
    public record VectorArm(String name, double weight, String field, String model, float[] vector) implements Arm {
        /** A field's nearest, weight 1. */
        public static VectorArm of(VectorField field, float[] vector) {
            return new VectorArm("vector", 1, field.name(), field.model(), vector);
        }
    }

    /** A sparse vector. */
    public record SparseArm(String name, double weight, String field, String model, SparseVector vector)
            implements Arm {}

    /** Nearness in the graph: what a traversal finds, nearest first, with the score {@code 1 / (1 + depth)}. */
    public record GraphArm(String name, double weight, TraversalRequest traversal) implements Arm {}

    /** How the arms' answers become one. */
    public enum Fusion {
        /**
         * The sum of {@code weight / (60 + rank)} over the arms that found a record, ranks from 1 (Cormack, Clarke and
         * Büttcher 2009).
         */
        RECIPROCAL_RANK,
        /** The weighted mean of the arms' scores, each brought to 0 to 1 within its own answer by least and greatest. */
        WEIGHTED_SCORES
    }
}
