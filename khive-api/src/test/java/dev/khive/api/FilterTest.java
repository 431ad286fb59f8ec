package dev.khive.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Comparison;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.filter.RecordField;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FilterTest {
    @Test
    void operands_take_the_types_of_stored_values() {
        assertThat(Filter.property("age").equalTo(30))
                .isEqualTo(new Filter.Compare(PropertyPath.of("age"), Comparison.EQUAL, 30L));
        assertThat(Filter.field(RecordField.WEIGHT).atLeast(1))
                .isEqualTo(Filter.field(RecordField.WEIGHT).atLeast(1.0));
    }

    @Test
    void an_operand_of_a_record_field_must_have_the_field_s_type() {
        assertThatThrownBy(() -> Filter.field(RecordField.CREATED_AT).lessThan("yesterday"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("CREATED_AT")
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() -> Filter.field(RecordField.ID).in(UUID.randomUUID(), "x"))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Filter.field(RecordField.REVISION).between(1, 2.5))
                .isInstanceOf(InvalidInputException.class);
        assertThat(Filter.field(RecordField.CREATED_AT).lessThan(Instant.EPOCH)).isNotNull();
    }

    @Test
    void text_is_matched_in_text_alone() {
        assertThatThrownBy(() -> Filter.field(RecordField.SALIENCE).contains("1"))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_property_path_needs_keys() {
        assertThatThrownBy(() -> Filter.property()).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Filter.property("a", "")).isInstanceOf(InvalidInputException.class);
    }
}
