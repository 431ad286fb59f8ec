package dev.khive.conformance.oracle;

import static dev.khive.api.filter.Filter.and;
import static dev.khive.api.filter.Filter.field;
import static dev.khive.api.filter.Filter.not;
import static dev.khive.api.filter.Filter.or;
import static dev.khive.api.filter.Filter.property;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.filter.Comparison;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.Edge;
import dev.khive.api.store.Entity;
import dev.khive.api.store.Event;
import dev.khive.api.store.Note;
import dev.khive.api.value.CalendarDuration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the evaluator says, by hand: the kit asks it what every backend should answer, and the backend in memory answers by it, so
 * that the kit cannot tell there when it is wrong.
 */
class FilterEvaluatorTest {
    private static final UUID LOW = UUID.fromString("10000000-0000-0000-0000-000000000000");
    private static final UUID HIGH = UUID.fromString("f0000000-0000-0000-0000-000000000000");
    private static final Instant EARLY = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant LATE = Instant.parse("2024-01-01T00:00:00.000001Z");

    /** How two values stand to each other. */
    enum Standing {
        EQUAL,
        LESS,
        GREATER,
        APART;

        private Set<Comparison> holding() {
            return switch (this) {
                case EQUAL -> Set.of(Comparison.EQUAL, Comparison.LESS_OR_EQUAL, Comparison.GREATER_OR_EQUAL);
                case LESS -> Set.of(Comparison.NOT_EQUAL, Comparison.LESS, Comparison.LESS_OR_EQUAL);
                case GREATER -> Set.of(Comparison.NOT_EQUAL, Comparison.GREATER, Comparison.GREATER_OR_EQUAL);
                case APART -> Set.of(Comparison.NOT_EQUAL);
            };
        }

        private Standing turned() {
            return switch (this) {
                case LESS -> GREATER;
                case GREATER -> LESS;
                case EQUAL, APART -> this;
            };
        }
    }

    static Stream<Arguments> pairs() {
        return Stream.of(same(), ordered(), apart()).flatMap(rows -> rows);
    }

    private static Stream<Arguments> same() {
        return Stream.of(
                pair(1L, Standing.EQUAL, 1.0),
                pair(0.0, Standing.EQUAL, -0.0),
                pair(9007199254740992L, Standing.EQUAL, 9007199254740992.0),
                pair(Double.POSITIVE_INFINITY, Standing.EQUAL, Double.POSITIVE_INFINITY),
                pair(true, Standing.EQUAL, true),
                pair("", Standing.EQUAL, ""),
                pair(
                        ZonedDateTime.parse("2024-01-01T12:00:00Z"),
                        Standing.EQUAL,
                        ZonedDateTime.parse("2024-01-01T14:00:00+02:00")),
                pair(OffsetTime.parse("12:00:00Z"), Standing.EQUAL, OffsetTime.parse("14:00:00+02:00")),
                pair(new CalendarDuration(1, 0, 0, 0), Standing.EQUAL, new CalendarDuration(1, 0, 0, 0)),
                pair(List.of(1L, "a"), Standing.EQUAL, List.of(1.0, "a")),
                pair(Collections.singletonList(null), Standing.EQUAL, Collections.singletonList(null)),
                pair(Map.of("a", 1L), Standing.EQUAL, Map.of("a", 1.0)),
                pair(Collections.singletonMap("a", null), Standing.EQUAL, Collections.singletonMap("a", null)));
    }

    private static Stream<Arguments> ordered() {
        return Stream.of(
                pair(1L, Standing.LESS, 2L),
                pair(1L, Standing.LESS, 1.5),
                pair(9007199254740992.0, Standing.LESS, 9007199254740993L),
                pair(Long.MAX_VALUE, Standing.LESS, Double.POSITIVE_INFINITY),
                pair(Double.NEGATIVE_INFINITY, Standing.LESS, Long.MIN_VALUE),
                pair(Double.NEGATIVE_INFINITY, Standing.LESS, -Double.MAX_VALUE),
                pair(false, Standing.LESS, true),
                pair("", Standing.LESS, "a"),
                pair("B", Standing.LESS, "a"),
                pair("a", Standing.LESS, "aa"),
                pair("\uFFFD", Standing.LESS, "\uD83D\uDE00"),
                pair(LocalDate.parse("2023-12-31"), Standing.LESS, LocalDate.parse("2024-01-01")),
                pair(LocalTime.parse("09:00"), Standing.LESS, LocalTime.parse("10:00")),
                pair(LocalDateTime.parse("2024-01-01T09:00"), Standing.LESS, LocalDateTime.parse("2024-01-01T10:00")),
                pair(OffsetTime.parse("13:00:00+02:00"), Standing.LESS, OffsetTime.parse("12:00:00Z")),
                pair(
                        ZonedDateTime.parse("2024-01-01T13:00:00+02:00"),
                        Standing.LESS,
                        ZonedDateTime.parse("2024-01-01T12:00:00Z")));
    }

    private static Stream<Arguments> apart() {
        return Stream.of(
                pair(Double.NaN, Standing.APART, Double.NaN),
                pair(Double.NaN, Standing.APART, 1.0),
                pair(true, Standing.APART, 1L),
                pair("1", Standing.APART, 1L),
                pair("true", Standing.APART, true),
                pair("2024-01-01", Standing.APART, LocalDate.parse("2024-01-01")),
                pair(LocalDate.parse("2024-01-01"), Standing.APART, LocalDateTime.parse("2024-01-01T00:00")),
                pair(LocalTime.parse("12:00"), Standing.APART, OffsetTime.parse("12:00:00Z")),
                pair(
                        LocalDateTime.parse("2024-01-01T00:00"),
                        Standing.APART,
                        ZonedDateTime.parse("2024-01-01T00:00:00Z")),
                pair(new CalendarDuration(1, 0, 0, 0), Standing.APART, new CalendarDuration(0, 30, 0, 0)),
                pair(new CalendarDuration(0, 0, 1, 0), Standing.APART, 1L),
                pair(List.of(1L), Standing.APART, List.of(2L)),
                pair(List.of(1L), Standing.APART, List.of(1L, 2L)),
                pair(List.of(1L), Standing.APART, 1L),
                pair(List.of(), Standing.APART, Map.of()),
                pair(List.of(Double.NaN), Standing.APART, List.of(Double.NaN)),
                pair(Collections.singletonList(null), Standing.APART, List.of(1L)),
                pair(Map.of("a", 1L), Standing.APART, Map.of("a", 2L)),
                pair(Map.of("a", 1L), Standing.APART, Map.of("b", 1L)),
                pair(Map.of("a", 1L), Standing.APART, Map.of("a", 1L, "b", 1L)),
                pair(Collections.singletonMap("a", null), Standing.APART, Map.of("a", 1L)));
    }

    private static Arguments pair(Object value, Standing standing, Object operand) {
        return Arguments.of(value, standing, operand);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void valuesCompareAsTheyStandToEachOther(Object value, Standing standing, Object operand) {
        for (Comparison comparison : Comparison.values()) {
            assertThat(accepts(value, comparison, operand))
                    .as("%s %s %s", value, comparison, operand)
                    .isEqualTo(standing.holding().contains(comparison));
            assertThat(accepts(operand, comparison, value))
                    .as("%s %s %s", operand, comparison, value)
                    .isEqualTo(standing.turned().holding().contains(comparison));
        }
        boolean equal = standing == Standing.EQUAL;
        assertThat(accepts(value, property("p").in("other", operand))).isEqualTo(equal);
        assertThat(accepts(value, property("p").between(operand, operand))).isEqualTo(equal);
    }

    @Test
    void betweenHoldsItsBoundsAndWhatIsBetweenThem() {
        Filter between = property("p").between(2L, 4L);

        assertThat(Stream.of(1L, 2L, 3L, 4L, 5L).filter(value -> accepts(value, between)))
                .containsExactly(2L, 3L, 4L);
    }

    @Test
    void inNothingAndOrOfNothingAreFalseAndAndOfNothingIsTrue() {
        assertThat(accepts(1L, property("p").in())).isFalse();
        assertThat(accepts(1L, or())).isFalse();
        assertThat(accepts(1L, and())).isTrue();
    }

    @Test
    void treesCombineTheirParts() {
        Filter one = property("p").equalTo(1L);
        Filter two = property("p").equalTo(2L);
        Filter present = property("p").exists();

        assertThat(accepts(1L, and(one, present))).isTrue();
        assertThat(accepts(1L, and(one, two))).isFalse();
        assertThat(accepts(1L, or(two, one))).isTrue();
        assertThat(accepts(3L, or(one, two))).isFalse();
        assertThat(accepts(1L, not(one))).isFalse();
        assertThat(accepts(1L, not(two))).isTrue();
    }

    @Test
    void whatIsMissingSatisfiesNothing() {
        FilterSubject without = new FilterSubject(Map.of(), Collections.singletonMap("other", null));
        for (Comparison comparison : Comparison.values()) {
            assertThat(FilterEvaluator.accepts(compare(comparison, 1L), without))
                    .isFalse();
        }
        assertThat(FilterEvaluator.accepts(property("p").exists(), without)).isFalse();
        assertThat(FilterEvaluator.accepts(property("other").exists(), without)).isFalse();
        assertThat(FilterEvaluator.accepts(property("other", "deeper").exists(), without))
                .isFalse();
        assertThat(accepts(1L, property("p").exists())).isTrue();
    }

    @Test
    void keysLookIntoMapsAlone() {
        FilterSubject nested = new FilterSubject(Map.of(), Map.of("a", Map.of("b", 1L), "c", List.of(Map.of("b", 1L))));

        assertThat(FilterEvaluator.accepts(property("a", "b").equalTo(1L), nested))
                .isTrue();
        assertThat(FilterEvaluator.accepts(property("c", "b").exists(), nested)).isFalse();
        assertThat(FilterEvaluator.accepts(property("a", "b", "c").exists(), nested))
                .isFalse();
    }

    @Test
    void stringsMatchByTheirBeginningTheirEndAndWhatTheyHold() {
        assertThat(accepted(property("p").startsWith("her"))).containsExactly("heron", "her");
        assertThat(accepted(property("p").endsWith("her"))).containsExactly("her", "other");
        assertThat(accepted(property("p").contains("her"))).containsExactly("heron", "her", "other");
        assertThat(accepts(1L, property("p").contains(""))).isFalse();
        assertThat(accepts("", property("p").contains(""))).isTrue();
    }

    private static Stream<String> accepted(Filter filter) {
        return Stream.of("heron", "her", "other", "Her", "h").filter(text -> accepts(text, filter));
    }

    @Test
    void aPredicateOnLabelsHoldsWhenItHoldsForOne() {
        FilterSubject entity =
                FilterSubject.of(new Entity(LOW, "main", List.of("Bird", "Heron"), Map.of(), 3, EARLY, LATE, null));

        assertThat(FilterEvaluator.accepts(field(RecordField.LABEL).equalTo("Heron"), entity))
                .isTrue();
        assertThat(FilterEvaluator.accepts(field(RecordField.LABEL).notEqualTo("Heron"), entity))
                .isTrue();
        assertThat(FilterEvaluator.accepts(field(RecordField.LABEL).equalTo("Stork"), entity))
                .isFalse();
        assertThat(FilterEvaluator.accepts(field(RecordField.KIND).equalTo("Heron"), entity))
                .isFalse();
    }

    @Test
    void recordsHaveTheirOwnFields() {
        Map<String, Object> properties = Map.of("p", 1L);
        FilterSubject entity = FilterSubject.of(new Entity(LOW, "main", List.of(), properties, 3, EARLY, LATE, null));
        assertThat(entity.fields())
                .containsOnly(
                        Map.entry(RecordField.ID, List.of(LOW)),
                        Map.entry(RecordField.LABEL, List.of()),
                        Map.entry(RecordField.KIND, List.of()),
                        Map.entry(RecordField.REVISION, List.of(3L)),
                        Map.entry(RecordField.CREATED_AT, List.of(EARLY)),
                        Map.entry(RecordField.UPDATED_AT, List.of(LATE)));
        assertThat(entity.properties()).isEqualTo(properties);

        FilterSubject edge = FilterSubject.of(
                new Edge(LOW, "main", LOW, "KNOWS", HIGH, 0.5, EARLY, null, properties, 3, EARLY, LATE, null));
        assertThat(edge.fields())
                .doesNotContainKey(RecordField.LABEL)
                .containsEntry(RecordField.KIND, List.of("KNOWS"))
                .containsEntry(RecordField.SOURCE, List.of(LOW))
                .containsEntry(RecordField.TARGET, List.of(HIGH))
                .containsEntry(RecordField.WEIGHT, List.of(0.5))
                .containsEntry(RecordField.VALID_FROM, List.of(EARLY))
                .containsEntry(RecordField.VALID_TO, List.of());
        assertThat(edge.properties()).isEqualTo(properties);

        FilterSubject note =
                FilterSubject.of(new Note(LOW, "main", "memo", "text", null, LATE, properties, 3, EARLY, LATE, null));
        assertThat(note.fields())
                .containsEntry(RecordField.LABEL, List.of("memo"))
                .containsEntry(RecordField.KIND, List.of("memo"))
                .containsEntry(RecordField.CONTENT, List.of("text"))
                .containsEntry(RecordField.SALIENCE, List.of())
                .containsEntry(RecordField.EXPIRES_AT, List.of(LATE));

        FilterSubject event =
                FilterSubject.of(new Event(LOW, "main", 7, "seen", "entity", HIGH, null, properties, EARLY));
        assertThat(event.fields())
                .containsOnly(
                        Map.entry(RecordField.ID, List.of(LOW)),
                        Map.entry(RecordField.SEQUENCE, List.of(7L)),
                        Map.entry(RecordField.VERB, List.of("seen")),
                        Map.entry(RecordField.SUBJECT_TYPE, List.of("entity")),
                        Map.entry(RecordField.SUBJECT, List.of(HIGH)),
                        Map.entry(RecordField.ACTOR, List.of()),
                        Map.entry(RecordField.OCCURRED_AT, List.of(EARLY)));
        assertThat(event.properties()).isEqualTo(properties);
        assertThatThrownBy(() -> edge.values(RecordField.SALIENCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("These records have no field SALIENCE.");
    }

    @Test
    void sortedValuesGoByTheirTypesThenAmongThemselvesWithNullLast() {
        List<@Nullable Object> sorted = new ArrayList<@Nullable Object>(Arrays.<@Nullable Object>asList(
                Map.of("a", 1L),
                List.of(1L),
                ZonedDateTime.parse("2024-01-01T00:00:00Z"),
                LocalDateTime.parse("2024-01-01T00:00"),
                LocalDate.parse("2024-01-01"),
                OffsetTime.parse("12:00:00Z"),
                LocalTime.parse("12:00"),
                CalendarDuration.ZERO,
                "a",
                "b",
                false,
                true,
                Double.NEGATIVE_INFINITY,
                1L,
                1.5,
                Double.POSITIVE_INFINITY,
                Double.NaN,
                LOW,
                HIGH,
                EARLY,
                LATE,
                null));
        List<@Nullable Object> mixed = new ArrayList<@Nullable Object>(sorted);
        Collections.reverse(mixed);

        mixed.sort(ValueRules.SORTED);

        assertThat(mixed).isEqualTo(sorted);
        assertThat(ValueRules.SORTED.compare(Double.NaN, Double.NaN)).isZero();
        assertThat(ValueRules.SORTED.compare(List.of(1L), List.of(2L))).isZero();
        assertThat(ValueRules.BY_TEXT.compare(LOW, HIGH)).isNegative();
        assertThatThrownBy(() -> ValueRules.SORTED.compare('a', 1L)).hasMessageContaining("There are no values of");
    }

    private static boolean accepts(Object value, Comparison comparison, Object operand) {
        return accepts(value, compare(comparison, operand));
    }

    private static boolean accepts(Object value, Filter filter) {
        return FilterEvaluator.accepts(filter, new FilterSubject(Map.of(), Map.of("p", value)));
    }

    private static Filter compare(Comparison comparison, Object operand) {
        return new Filter.Compare(property("p").field(), comparison, operand);
    }
}
