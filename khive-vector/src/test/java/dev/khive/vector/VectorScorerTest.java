package dev.khive.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorScorerTest {
    @ParameterizedTest
    @EnumSource
    void the_score_is_that_of_the_formula_and_the_bound_is_not_below_it(Metric metric) {
        RandomVectors vectors = new RandomVectors(11);
        for (int i = 0; i < 4_000; i++) {
            int dimension = vectors.dimension();
            float[] query = vectors.any(dimension);
            float[] vector = i % 2 == 0 ? vectors.any(dimension) : vectors.near(query, Math.pow(10, -(i % 9)));
            VectorScorer scorer = VectorScorer.of(metric, query);
            double score = scorer.score(vector);

            assertThat(score).isEqualTo(Similarity.score(metric, query, vector));
            if (VectorBytes.isModerate(VectorBytes.encode(vector))) {
                assertThat(scorer.upperBound(vector)).isGreaterThanOrEqualTo(score);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_bound_of_ordinary_vectors_is_close(Metric metric) {
        RandomVectors vectors = new RandomVectors(7);
        for (int i = 0; i < 500; i++) {
            float[] query = vectors.normal(768);
            float[] vector = vectors.normal(768);
            VectorScorer scorer = VectorScorer.of(metric, query);
            double scale = metric == Metric.IP ? 768 : 1;

            assertThat(scorer.upperBound(vector) - scorer.score(vector)).isLessThan(5e-4 * scale);
        }
    }

    @Test
    void the_query_is_copied() {
        float[] query = {1, 0};
        VectorScorer scorer = VectorScorer.of(Metric.IP, query);
        query[0] = 5;

        assertThat(scorer.score(new float[] {1, 0})).isEqualTo(1.0);
        assertThat(scorer.dimension()).isEqualTo(2);
    }

    @Test
    void a_query_that_has_no_score_is_refused() {
        assertThatThrownBy(() -> VectorScorer.of(Metric.COSINE, new float[] {0, -0f}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A vector of zeros has no direction and no cosine with another (the query vector).");
        assertThatThrownBy(() -> VectorScorer.of(Metric.L2, new float[] {1, Float.NaN}))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A vector's components must be finite, component 1 was NaN (the query vector).");
    }
}
