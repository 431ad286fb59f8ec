package dev.khive.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.value.PropertyValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyValuesTest {
    @Test
    void widens_narrow_numbers_and_keeps_integers_and_floats_apart() {
        assertThat(PropertyValues.normalize(Map.of("i", 1, "s", (short) 2, "b", (byte) 3, "f", 1.5f, "d", 1.0), 8))
                .isEqualTo(Map.of("i", 1L, "s", 2L, "b", 3L, "f", 1.5, "d", 1.0));
    }

    @Test
    void drops_null_properties_and_keeps_nulls_inside_lists_and_maps() {
        Map<String, Object> inner = new HashMap<>();
        inner.put("k", null);
        Map<String, Object> properties = new HashMap<>();
        properties.put("gone", null);
        properties.put("list", Arrays.asList(1, null));
        properties.put("map", inner);
        assertThat(PropertyValues.normalize(properties, 8))
                .containsOnlyKeys("list", "map")
                .containsEntry("list", Arrays.asList(1L, null))
                .containsEntry("map", inner);
    }

    @Test
    void copies_deeply() {
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, Object> normalized = PropertyValues.normalize(Map.of("list", list), 8);
        list.add(2);
        assertThat(normalized).isEqualTo(Map.of("list", List.of(1L)));
    }

    @Test
    void refuses_other_types_by_name() {
        assertThatThrownBy(() -> PropertyValues.normalize(Map.of("price", BigDecimal.ONE), 8))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("java.math.BigDecimal")
                .hasMessageContaining("\"price\"");
    }

    @Test
    void refuses_nesting_beyond_the_bound() {
        Map<String, Object> two = Map.of("a", List.of(List.of(1)));
        assertThat(PropertyValues.normalize(two, 2)).isEqualTo(Map.of("a", List.of(List.of(1L))));
        assertThatThrownBy(() -> PropertyValues.normalize(two, 1)).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\u0000b", "\ud83d", "a\ude00", "\ude00\ud83d"})
    void refuses_text_that_no_backend_can_store(String text) {
        assertThatThrownBy(() -> PropertyValues.normalize(Map.of("k", text), 8))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> PropertyValues.normalize(Map.of(text, 1), 8))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> PropertyValues.normalize(Map.of("k", Map.of(text, 1)), 8))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void takes_text_of_every_plane_as_it_is() {
        assertThat(PropertyValues.normalize(Map.of("k", "a\u00e9\u4e2d\ud83d\ude00"), 8))
                .containsEntry("k", "a\u00e9\u4e2d\ud83d\ude00");
    }
}
