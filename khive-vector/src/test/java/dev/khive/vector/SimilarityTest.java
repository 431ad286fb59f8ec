package dev.khive.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.khive.api.store.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimilarityTest {
    private static final float[] EAST = {1, 0};
    private static final float[] NORTH = {0, 1};

    @Test
    void cosine_is_that_of_the_angle() {
        assertThat(Similarity.score(Metric.COSINE, EAST, new float[] {7, 0})).isEqualTo(1.0);
        assertThat(Similarity.score(Metric.COSINE, EAST, NORTH)).isEqualTo(0.0);
        assertThat(Similarity.score(Metric.COSINE, EAST, new float[] {-2, 0})).isEqualTo(-1.0);
        assertThat(Similarity.score(Metric.COSINE, EAST, new float[] {3, 3})).isEqualTo(Math.sqrt(0.5), within(1e-15));
    }

    @Test
    void L2_is_one_over_one_plus_the_distance() {
        assertThat(Similarity.score(Metric.L2, EAST, EAST)).isEqualTo(1.0);
        assertThat(Similarity.score(Metric.L2, new float[] {0, 0}, new float[] {3, 4}))
                .isEqualTo(1.0 / 6);
    }

    @Test
    void IP_is_the_inner_product() {
        assertThat(Similarity.score(Metric.IP, new float[] {1, 2, 3}, new float[] {4, -5, 6}))
                .isEqualTo(12.0);
    }

    @Test
    void a_vector_has_the_cosine_one_with_itself_and_its_multiples() {
        RandomVectors vectors = new RandomVectors(1);
        for (int i = 0; i < 500; i++) {
            float[] vector = vectors.any(vectors.dimension());

            assertThat(Similarity.score(Metric.COSINE, vector, vector)).isEqualTo(1.0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_score_is_symmetric_finite_and_in_its_range(Metric metric) {
        RandomVectors vectors = new RandomVectors(2);
        for (int i = 0; i < 500; i++) {
            int dimension = vectors.dimension();
            float[] a = vectors.any(dimension);
            float[] b = vectors.any(dimension);
            double score = Similarity.score(metric, a, b);

            assertThat(score).isEqualTo(Similarity.score(metric, b, a)).isFinite();
            switch (metric) {
                case COSINE -> assertThat(score).isBetween(-1.0, 1.0);
                case L2 -> assertThat(score).isGreaterThan(0.0).isLessThanOrEqualTo(1.0);
                case IP -> assertThat(score).isFinite();
            }
        }
    }

    @Test
    void sums_are_near_those_of_exact_arithmetic() {
        RandomVectors vectors = new RandomVectors(3);
        for (int i = 0; i < 60; i++) {
            int dimension = vectors.dimension();
            float[] a = vectors.any(dimension);
            float[] b = vectors.any(dimension);
            BigDecimal dot = BigDecimal.ZERO;
            BigDecimal magnitude = BigDecimal.ZERO;
            BigDecimal square = BigDecimal.ZERO;
            for (int j = 0; j < dimension; j++) {
                BigDecimal product = new BigDecimal(a[j]).multiply(new BigDecimal(b[j]));
                dot = dot.add(product);
                magnitude = magnitude.add(product.abs());
                square = square.add(
                        new BigDecimal(a[j]).subtract(new BigDecimal(b[j])).pow(2));
            }
            BigDecimal error = new BigDecimal(dimension * 0x1p-52);

            assertThat(new BigDecimal(Similarity.dot(a, b)).subtract(dot).abs())
                    .isLessThanOrEqualTo(magnitude.multiply(error));
            assertThat(new BigDecimal(Similarity.squaredDistance(a, b))
                            .subtract(square)
                            .abs())
                    .isLessThanOrEqualTo(square.multiply(error).add(BigDecimal.valueOf(1, 320), MathContext.DECIMAL64));
        }
    }

    @ParameterizedTest
    @EnumSource
    void vectors_of_two_dimensions_have_no_score(Metric metric) {
        assertThatThrownBy(() -> Similarity.score(metric, new float[] {1, 2}, new float[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two vectors must have the same dimension, had 2 and 3.");
    }
}
