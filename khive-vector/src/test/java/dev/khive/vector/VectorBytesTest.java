package dev.khive.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorBytesTest {
    @Test
    void a_component_is_four_bytes_the_least_significant_first() {
        assertThat(VectorBytes.encode(new float[] {1, -2})).containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0);
    }

    @Test
    void a_vector_comes_back_bit_for_bit() {
        RandomVectors vectors = new RandomVectors(4);
        for (int i = 0; i < 500; i++) {
            float[] vector = vectors.any(vectors.dimension());
            float[] reused = new float[vector.length];
            VectorBytes.decode(VectorBytes.encode(vector), reused);

            assertThat(VectorBytes.decode(VectorBytes.encode(vector))).containsExactly(vector);
            assertThat(reused).containsExactly(vector);
        }
    }

    @Test
    void bytes_of_another_length_are_refused() {
        assertThatThrownBy(() -> VectorBytes.decode(new byte[7]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A stored vector must have four bytes for each component, had 7 bytes.");
        assertThatThrownBy(() -> VectorBytes.decode(new byte[12], new float[2]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A stored vector of dimension 2 must have 8 bytes, had 12.");
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "-0.0, true",
        "1, true",
        "-1.1258998e15, true",
        "1.1258999e15, false",
        "-1.1258999e15, false",
        "3.4028235e38, false"
    })
    void a_vector_is_moderate_below_two_to_the_fiftieth(float component, boolean moderate) {
        assertThat(VectorBytes.isModerate(VectorBytes.encode(new float[] {1, component, -2})))
                .isEqualTo(moderate);
    }
}
