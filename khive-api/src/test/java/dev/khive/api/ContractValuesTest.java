package dev.khive.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.page.Cursor;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SparseVector;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractValuesTest {
    private static final UUID NODE = RecordIds.ofName("node");

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "a\ud83d"})
    void a_scope_has_a_real_name_in_both_parts(String part) {
        assertThatThrownBy(() -> Scope.of(part, "n")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> Scope.of("t", part)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> ReadScope.of("t", "n", part)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void reading_no_namespace_is_an_error_and_never_everything() {
        assertThatThrownBy(() -> ReadScope.of("t")).isInstanceOf(InvalidInputException.class);
        assertThat(ReadScope.of("t", "a", "b", "a").namespaces()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void an_edge_s_weight_is_finite(double weight) {
        assertThatThrownBy(() -> new EdgeDraft(RecordIds.next(), NODE, "R", NODE, weight, null, null, Map.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(Double.toString(weight));
    }

    @Test
    void an_edge_s_valid_time_ends_after_it_starts() {
        Instant now = Instant.now();
        assertThatThrownBy(() -> new EdgeDraft(RecordIds.next(), NODE, "R", NODE, 1, now, now, Map.of()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_note_keeps_its_own_fields_out_of_its_properties() {
        for (String key : NoteDraft.RESERVED_KEYS) {
            assertThatThrownBy(() -> new NoteDraft(NODE, "fact", "x", null, null, Map.of(key, 1)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(key);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_note_s_salience_is_between_0_and_1(double salience) {
        assertThatThrownBy(() -> new NoteDraft(NODE, "fact", "x", salience, null, Map.of()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void a_sparse_vector_is_ordered_finite_and_without_zeros() {
        assertThatThrownBy(() -> new SparseVector(new int[] {2, 2}, new float[] {1, 1}))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new SparseVector(new int[] {-1}, new float[] {1}))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new SparseVector(new int[] {1}, new float[] {0}))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new SparseVector(new int[] {1}, new float[] {Float.NaN}))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new SparseVector(new int[0], new float[0])).isInstanceOf(InvalidInputException.class);
        assertThat(new SparseVector(new int[] {1, 5}, new float[] {1, 2}))
                .isEqualTo(new SparseVector(new int[] {1, 5}, new float[] {1, 2}));
    }

    @Test
    void ids_made_later_sort_later_and_ids_of_names_are_always_the_same() {
        UUID first = RecordIds.next();
        assertThat(first.version()).isEqualTo(7);
        assertThat(first.variant()).isEqualTo(2);
        assertThat(first.getMostSignificantBits() >>> 16).isLessThanOrEqualTo(System.currentTimeMillis());
        assertThat(RecordIds.ofName("a")).isEqualTo(RecordIds.ofName("a")).isNotEqualTo(RecordIds.ofName("b"));
        assertThat(RecordIds.ofName("a").version()).isEqualTo(8);
        assertThat(RecordIds.ofName("a").variant()).isEqualTo(2);
    }

    @Test
    void a_declared_capability_brings_what_it_implies() {
        assertThat(Capability.closure(EnumSet.of(Capability.HYBRID_SEARCH)))
                .containsExactlyInAnyOrder(
                        Capability.HYBRID_SEARCH, Capability.TEXT, Capability.VECTORS, Capability.ENTITIES);
    }

    @Test
    void cursors_and_limits_that_cannot_be_right_are_refused() {
        assertThatThrownBy(() -> new Cursor("")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> new Cursor("a b")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> PageRequest.first(0)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void durabilities_are_ordered_from_least_to_most() {
        assertThat(List.of(Durability.values()))
                .containsExactly(Durability.MEMORY, Durability.PENDING, Durability.PROCESS, Durability.STABLE);
    }
}
