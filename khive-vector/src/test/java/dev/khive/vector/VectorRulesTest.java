package dev.khive.vector;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.Metric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorRulesTest {
    @Test
    void another_dimension_is_refused() {
        assertThatThrownBy(() -> VectorRules.check(new float[3], 4, Metric.L2, "vector 2 of record x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A vector must have the dimension of its field, 4, had 3 (vector 2 of record x).");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void a_component_that_is_not_finite_is_refused(float component) {
        assertThatThrownBy(() -> VectorRules.check(new float[] {1, component}, 2, Metric.IP, "vector 0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A vector's components must be finite, component 1 was " + component + " (vector 0).");
    }

    @Test
    void zeros_are_refused_under_cosine() {
        assertThatThrownBy(() -> VectorRules.check(new float[] {0, -0f}, 2, Metric.COSINE, "vector 0"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A vector of zeros has no direction and no cosine with another (vector 0).");
    }

    @ParameterizedTest
    @EnumSource(names = {"L2", "IP"})
    void zeros_are_a_vector_under_the_other_metrics(Metric metric) {
        assertThatCode(() -> VectorRules.check(new float[2], 2, metric, "vector 0"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource
    void the_smallest_float_is_no_zero(Metric metric) {
        assertThatCode(() -> VectorRules.check(new float[] {0, Float.MIN_VALUE}, 2, metric, "vector 0"))
                .doesNotThrowAnyException();
    }
}
