package dev.khive.conformance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.error.ErrorCategory;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.StoredRecord;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.rule.Rule;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches, atomic and best-effort. */
abstract class RecordBatches<R extends StoredRecord, D> extends RecordSuite<R, D> {

    private final List<UUID> ids = Stream.generate(RecordIds::next).limit(5).toList();

    RecordBatches(Databases databases, RecordKind<R, D> kind) {
        super(databases, kind);
    }

    private List<D> batchWithBadItemsAt(Integer... bad) {
        return Stream.of(0, 1, 2, 3, 4)
                .map(i -> List.of(bad).contains(i) ? unstorable(ids.get(i)) : draft(ids.get(i), i))
                .toList();
    }

    @Rule("RECORD-035")
    @ParameterizedTest
    @EnumSource
    void everyGoodItemIsWritten(BatchMode mode) {
        BatchResult result = store().upsertAll(batchWithBadItemsAt(), mode);

        assertThat(result.attempted()).isEqualTo(5);
        assertThat(result.written()).isEqualTo(5);
        assertThat(result.failures()).isEmpty();
        assertThat(result.ack().scope()).isEqualTo(scope());
        assertThat(result.ack().version()).isEqualTo(storage().version().version());
        assertThat(ids.stream().map(this::valueOf)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Rule("RECORD-036")
    @Test
    void bestEffortWritesTheGoodItemsAndReportsTheBadOnes() {
        BatchResult result = store().upsertAll(batchWithBadItemsAt(1, 4), BatchMode.BEST_EFFORT);

        assertThat(result.attempted()).isEqualTo(5);
        assertThat(result.written()).isEqualTo(3);
        assertThat(result.attempted()).isEqualTo(result.written() + result.failed());
        assertThat(result.failures().stream().map(BatchResult.Failure::index)).containsExactly(1, 4);
        assertThat(result.failures()).allSatisfy(failure -> {
            assertThat(failure.id()).isEqualTo(ids.get(failure.index()).toString());
            assertThat(failure.category()).isEqualTo(ErrorCategory.INVALID_INPUT);
            assertThat(failure.retryable()).isFalse();
            assertThat(failure.message()).matches("(?s)\\S+ .*[.!?)]");
        });
        assertThat(store().getAll(ids).keySet()).containsExactlyInAnyOrder(ids.get(0), ids.get(2), ids.get(3));
        assertThat(result.ack().version()).isEqualTo(storage().version().version());
    }

    @Rule("RECORD-037")
    @Test
    void bestEffortWithNoGoodItemWritesNothing() {
        long version = storage().version().version();

        BatchResult result = store().upsertAll(batchWithBadItemsAt(0, 1, 2, 3, 4), BatchMode.BEST_EFFORT);

        assertThat(result.written()).isZero();
        assertThat(result.failed()).isEqualTo(5);
        assertThat(result.ack().version()).isEqualTo(version);
        assertThat(store().count(Filter.ALL)).isZero();
    }

    @Rule("RECORD-038")
    @Test
    void atomicWritesAllOrNothingAndNamesTheItem() {
        long version = storage().version().version();

        InvalidInputException error = Refusal.of(
                InvalidInputException.class, () -> store().upsertAll(batchWithBadItemsAt(3), BatchMode.ATOMIC));

        assertThat(error.getMessage()).containsPattern("\\b[34]\\b");
        assertThat(store().count(Filter.ALL)).isZero();
        assertThat(storage().version().version()).isEqualTo(version);
    }

    @Rule("RECORD-039")
    @ParameterizedTest
    @EnumSource
    void theLaterOfTwoItemsWithOneIdWins(BatchMode mode) {
        BatchResult result =
                store().upsertAll(List.of(draft(ids.get(0), 1), draft(ids.get(1), 2), draft(ids.get(0), 3)), mode);

        assertThat(result.attempted()).isEqualTo(3);
        assertThat(result.written() + result.failed()).isEqualTo(3);
        assertThat(result.failures()).isEmpty();
        assertThat(valueOf(ids.get(0))).isEqualTo(3L);
        assertThat(valueOf(ids.get(1))).isEqualTo(2L);
    }

    @Rule("RECORD-040")
    @ParameterizedTest
    @EnumSource
    void aBatchMixesNewAndExistingRecords(BatchMode mode) {
        R old = stored(ids.get(0), "old");

        store().upsertAll(batchWithBadItemsAt(), mode);

        R now = read(ids.get(0));
        assertThat(now.properties().get("value")).isEqualTo(0L);
        assertThat(now.createdAt()).isEqualTo(old.createdAt());
        assertThat(now.revision()).isGreaterThan(old.revision());
        assertThat(store().count(Filter.ALL)).isEqualTo(5);
    }

    @Rule("RECORD-041")
    @ParameterizedTest
    @EnumSource
    void anEmptyBatchWritesNothing(BatchMode mode) {
        long version = storage().version().version();

        BatchResult result = store().upsertAll(List.of(), mode);

        assertThat(result.attempted()).isZero();
        assertThat(result.written()).isZero();
        assertThat(result.ack().version()).isEqualTo(version);
    }

    @Rule("RECORD-042")
    @ParameterizedTest
    @EnumSource
    void aBatchLongerThanTheBoundIsRefusedWhole(BatchMode mode) {
        int bound = backend().bounds().batch();
        List<D> tooMany = Collections.nCopies(bound + 1, draft(ids.get(0), 1));

        InvalidInputException error = Refusal.of(InvalidInputException.class, () -> store().upsertAll(tooMany, mode));

        assertThat(error.getMessage()).contains(Integer.toString(bound));
        assertThat(store().count(Filter.ALL)).isZero();
    }

    @Rule("RECORD-043")
    @Test
    void aBatchOfManyRecordsIsStoredWhole() {
        List<UUID> many = Stream.generate(RecordIds::next).limit(2_000).toList();

        store().upsertAll(many.stream().map(id -> draft(id, id.toString())).toList(), BatchMode.ATOMIC);

        assertThat(store().getAll(many))
                .hasSize(many.size())
                .allSatisfy((id, stored) ->
                        assertThat(stored.properties().get("value")).isEqualTo(id.toString()));
        assertThat(store().count(Filter.ALL)).isEqualTo(many.size());
    }
}
