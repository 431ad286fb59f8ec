package dev.khive.conformance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.StoredRecord;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads by id, soft and hard deletes, restores. */
abstract class RecordDeletes<R extends StoredRecord, D> extends RecordSuite<R, D> {

    RecordDeletes(Databases databases, RecordKind<R, D> kind) {
        super(databases, kind);
    }

    @Rule("RECORD-019")
    @Test
    void getOfWhatIsNotThereIsEmpty() {
        assertThat(store().get(RecordIds.next())).isEmpty();
        assertThat(store().getIncludingDeleted(RecordIds.next())).isEmpty();
    }

    @Rule("RECORD-020")
    @Test
    void getAllHasAnEntryForEachLiveRecordAndNoOther() {
        R first = stored(1);
        R second = stored(2);
        R deleted = stored(3);
        store().delete(deleted.id(), DeleteMode.SOFT);

        Map<UUID, R> found =
                store().getAll(List.of(first.id(), second.id(), first.id(), deleted.id(), RecordIds.next()));

        assertThat(found).isEqualTo(Map.of(first.id(), first, second.id(), second));
    }

    @Rule("RECORD-021")
    @Test
    void getAllOfNothingIsEmpty() {
        assertThat(store().getAll(List.of())).isEmpty();
    }

    @Rule("RECORD-022")
    @Test
    void softDeleteHidesARecordFromEveryOrdinaryRead() {
        R before = stored(1);

        Deletion deletion = store().delete(before.id(), DeleteMode.SOFT);

        assertThat(deletion.existed()).isEqualTo(1);
        assertHidden(before.id());
        R hidden = store().getIncludingDeleted(before.id()).orElseThrow();
        assertThat(hidden.deletedAt()).isNotNull().isAfterOrEqualTo(before.createdAt());
        assertThat(hidden.properties()).isEqualTo(before.properties());
        assertThat(hidden.createdAt()).isEqualTo(before.createdAt());
        assertThat(listDeleted(Filter.ALL)).containsExactly(hidden);
    }

    @Rule("RECORD-023")
    @Test
    void listOfDeletedRecordsObeysItsFilterAndHasNoLiveOnes() {
        R live = stored(1);
        R first = stored(1);
        R second = stored(2);
        store().deleteAll(List.of(first.id(), second.id()), DeleteMode.SOFT);

        assertThat(listDeleted(Filter.property("value").equalTo(1)).stream().map(StoredRecord::id))
                .containsExactly(first.id());
        assertThat(store().get(live.id())).contains(live);
    }

    private List<R> listDeleted(Filter filter) {
        return store().listDeleted(filter, Order.BY_CREATION, PageRequest.FIRST).items();
    }

    @Rule("RECORD-024")
    @Test
    void aSecondSoftDeleteFindsNothing() {
        R there = stored(1);
        store().delete(there.id(), DeleteMode.SOFT);
        long version = storage().version().version();

        Deletion again = store().delete(there.id(), DeleteMode.SOFT);

        assertThat(again.existed()).isZero();
        assertThat(storage().version().version()).isEqualTo(version);
    }

    @Rule("RECORD-025")
    @ParameterizedTest
    @EnumSource
    void deletingWhatIsNotThereIsNoError(DeleteMode mode) {
        long version = storage().version().version();

        assertThat(store().delete(RecordIds.next(), mode).existed()).isZero();
        assertThat(storage().version().version()).isEqualTo(version);
    }

    @Rule("RECORD-026")
    @Test
    void hardDeleteLeavesNothing() {
        R there = stored(1);

        assertThat(store().delete(there.id(), DeleteMode.HARD).existed()).isEqualTo(1);

        assertHidden(there.id());
        assertThat(store().getIncludingDeleted(there.id())).isEmpty();
        assertThat(listDeleted(Filter.ALL)).isEmpty();
    }

    @Rule("RECORD-027")
    @Test
    void hardDeleteTakesASoftlyDeletedRecordToo() {
        R there = stored(1);
        store().delete(there.id(), DeleteMode.SOFT);

        assertThat(store().delete(there.id(), DeleteMode.HARD).existed()).isEqualTo(1);

        assertThat(store().getIncludingDeleted(there.id())).isEmpty();
    }

    @Rule("RECORD-028")
    @ParameterizedTest
    @EnumSource
    void deleteAllCountsTheRecordsThatWereThere(DeleteMode mode) {
        List<UUID> ids =
                Stream.of(1, 2, 3).map(this::stored).map(StoredRecord::id).toList();
        R kept = stored(4);

        Deletion deletion = store().deleteAll(List.of(ids.get(0), ids.get(1), RecordIds.next(), ids.get(2)), mode);

        assertThat(deletion.existed()).isEqualTo(3);
        assertThat(store().getAll(ids)).isEmpty();
        assertThat(store().get(kept.id())).contains(kept);
    }

    @Rule("RECORD-029")
    @ParameterizedTest
    @EnumSource
    void deleteAllCountsARecordThatIsNamedTwiceOnce(DeleteMode mode) {
        R there = stored(1);

        assertThat(store().deleteAll(List.of(there.id(), there.id()), mode).existed())
                .isEqualTo(1);
    }

    @Rule("RECORD-030")
    @Test
    void deleteAllOfNothingChangesNothing() {
        long version = storage().version().version();

        assertThat(store().deleteAll(List.of(), DeleteMode.HARD).existed()).isZero();
        assertThat(storage().version().version()).isEqualTo(version);
    }

    @Rule("RECORD-031")
    @Test
    void restoreBringsASoftlyDeletedRecordBackAsItWas() {
        R before = stored(List.of(1, 2));
        store().delete(before.id(), DeleteMode.SOFT);
        long revision = store().getIncludingDeleted(before.id()).orElseThrow().revision();

        store().restore(before.id());

        R after = read(before.id());
        assertThat(after.properties()).isEqualTo(before.properties());
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.deletedAt()).isNull();
        assertThat(after.revision()).isGreaterThan(revision);
        assertThat(listDeleted(Filter.ALL)).isEmpty();
    }

    @Rule("RECORD-032")
    @Test
    void restoreNeedsASoftlyDeletedRecord() {
        UUID live = stored(1).id();
        UUID gone = stored(2).id();
        store().delete(gone, DeleteMode.HARD);

        for (UUID id : List.of(live, gone, RecordIds.next())) {
            NotFoundException error = Refusal.of(NotFoundException.class, () -> store().restore(id));
            assertThat(error.getMessage()).contains(id.toString());
        }
    }

    @Rule("RECORD-033")
    @Test
    void aRecordInsertedAfterAHardDeleteIsNew() {
        R before = stored(1);
        store().delete(before.id(), DeleteMode.HARD);

        store().insert(draft(before.id(), 2));

        R after = read(before.id());
        assertThat(after.createdAt()).isAfterOrEqualTo(before.createdAt());
        assertThat(after.revision()).isGreaterThan(before.revision());
        assertThat(after.properties()).isEqualTo(Map.of("value", 2L));
    }

    @Rule("RECORD-034")
    @Test
    void anIdListLongerThanTheBatchBoundIsRefused() {
        List<UUID> tooMany = Stream.generate(RecordIds::next)
                .limit(backend().bounds().batch() + 1L)
                .toList();

        for (InvalidInputException error : List.of(
                Refusal.of(InvalidInputException.class, () -> store().getAll(tooMany)),
                Refusal.of(InvalidInputException.class, () -> store().deleteAll(tooMany, DeleteMode.SOFT)))) {
            assertThat(error.getMessage())
                    .contains(Integer.toString(backend().bounds().batch()));
        }
    }
}
