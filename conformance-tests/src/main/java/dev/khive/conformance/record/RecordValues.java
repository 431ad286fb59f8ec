package dev.khive.conformance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.StoredRecord;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.rule.Rule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type, from a draft through the database and back. */
abstract class RecordValues<R extends StoredRecord, D> extends RecordSuite<R, D> {

    RecordValues(Databases databases, RecordKind<R, D> kind) {
        super(databases, kind);
    }

    static Stream<Arguments> values() {
        return SampleValues.ALL.stream()
                .map(value -> Arguments.argumentSet(value.getClass().getSimpleName() + " " + value, value));
    }

    @Rule("RECORD-044")
    @ParameterizedTest
    @MethodSource("values")
    void valueIsReadAsItWasWritten(Object value) {
        assertThat(stored(value).properties()).isEqualTo(Map.of("value", value));
    }

    static Stream<Arguments> widened() {
        OffsetDateTime time = OffsetDateTime.of(2024, 7, 1, 12, 0, 0, 1, ZoneOffset.ofHours(2));
        return Stream.of(
                Arguments.of((byte) 7, 7L),
                Arguments.of((short) 7, 7L),
                Arguments.of(7, 7L),
                Arguments.of(0.5f, 0.5),
                Arguments.of('x', "x"),
                Arguments.of(time, time.toZonedDateTime()));
    }

    @Rule("RECORD-045")
    @ParameterizedTest
    @MethodSource("widened")
    void narrowerTypeBecomesAValueType(Object given, Object expected) {
        assertThat(stored(given).properties()).isEqualTo(Map.of("value", expected));
    }

    static Stream<Arguments> unstorable() {
        return Stream.of(
                        new BigDecimal("1.5"),
                        Instant.EPOCH,
                        RecordIds.next(),
                        new byte[] {1},
                        Thread.State.NEW,
                        Map.of(1, 2),
                        List.of(new int[] {1}),
                        "nul \u0000 inside",
                        "half a pair \uD83D",
                        "the other half \uDE00")
                .map(value -> Arguments.argumentSet(value.getClass().getSimpleName(), value));
    }

    @Rule("RECORD-046")
    @ParameterizedTest
    @MethodSource("unstorable")
    void valueOfAnotherTypeIsRefusedWithItsKey(Object value) {
        UUID id = RecordIds.next();

        InvalidInputException error = Refusal.of(InvalidInputException.class, () -> store().upsert(draft(id, value)));

        assertThat(error.getMessage()).contains("value");
        assertThat(store().getIncludingDeleted(id)).isEmpty();
    }

    @Rule("RECORD-047")
    @Test
    void nullRemovesAKey() {
        UUID id = RecordIds.next();
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("kept", 1);
        properties.put("removed", null);

        store().upsert(kind.draft(id, properties));

        assertThat(read(id).properties()).isEqualTo(Map.of("kept", 1L));
    }

    @Rule("RECORD-048")
    @Test
    void nullInsideAListStays() {
        R stored = stored(Arrays.asList(1, null, 2));

        assertThat(stored.properties().get("value")).isEqualTo(Arrays.asList(1L, null, 2L));
    }

    @Rule("RECORD-049")
    @Test
    void emptyKeyIsRefused() {
        Refusal.of(InvalidInputException.class, () -> store().upsert(kind.draft(RecordIds.next(), Map.of("", 1))));
    }

    @Rule("RECORD-050")
    @Test
    void keysAreTakenAsTheyAre() {
        Map<String, Object> properties = Stream.of(
                        "a",
                        "A",
                        "a.b",
                        "$",
                        "$.a",
                        "$float",
                        "[0]",
                        "\"",
                        "\\",
                        "'",
                        "%s",
                        "é",
                        "e\u0301",
                        " ",
                        "a b",
                        "\uD83D\uDE00",
                        "\u0001",
                        "select",
                        "id",
                        "revision",
                        "labels",
                        "deleted_at")
                .collect(Collectors.toMap(key -> key, key -> "of " + key));

        UUID id = RecordIds.next();
        store().upsert(kind.draft(id, properties));

        assertThat(read(id).properties()).isEqualTo(properties);
        properties.forEach(
                (key, value) -> assertThat(store().count(Filter.property(key).equalTo(value)))
                        .as(key)
                        .isEqualTo(1));
    }

    @Rule("RECORD-051")
    @Test
    void allValuesTogetherInOneBatchComeBack() {
        Map<UUID, Object> values = SampleValues.ALL.stream()
                .collect(Collectors.toMap(value -> RecordIds.next(), value -> value, (a, b) -> a, LinkedHashMap::new));

        store().upsertAll(
                        values.entrySet().stream()
                                .map(entry -> draft(entry.getKey(), entry.getValue()))
                                .toList(),
                        BatchMode.ATOMIC);

        Map<UUID, R> stored = store().getAll(values.keySet());
        values.forEach((id, value) ->
                assertThat(Objects.requireNonNull(stored.get(id)).properties()).isEqualTo(Map.of("value", value)));
    }

    @Rule("RECORD-052")
    @Test
    void manyPropertiesOfOneRecordComeBack() {
        Map<String, Object> properties = IntStream.range(0, 1_000)
                .boxed()
                .collect(Collectors.toMap(i -> "key" + i, i -> i % 2 == 0 ? (Object) (long) i : "text " + i));
        UUID id = RecordIds.next();

        store().upsert(kind.draft(id, properties));

        assertThat(read(id).properties()).isEqualTo(properties);
    }
}
