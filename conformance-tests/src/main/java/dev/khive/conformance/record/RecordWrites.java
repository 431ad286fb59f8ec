package dev.khive.conformance.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.WriteAck;
import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Insertion;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.StoredRecord;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.rule.Rule;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Upsert, insert, insert-if-absent and compare-and-swap of one record. */
abstract class RecordWrites<R extends StoredRecord, D> extends RecordSuite<R, D> {

    private static final int WRITERS = 4;
    private static final int INCREMENTS = 10;

    RecordWrites(Databases databases, RecordKind<R, D> kind) {
        super(databases, kind);
    }

    @Rule("RECORD-001")
    @Test
    void upsertStoresANewRecordWhole() {
        UUID id = RecordIds.next();

        WriteAck ack = store().upsert(kind.draft(id, "Planet", Map.of("name", "Mars", "moons", 2)));

        R stored = read(id);
        assertThat(stored.id()).isEqualTo(id);
        assertThat(stored.namespace()).isEqualTo(scope().namespace());
        assertThat(kind.kindOf(stored)).isEqualTo("Planet");
        assertThat(stored.properties()).isEqualTo(Map.of("name", "Mars", "moons", 2L));
        assertThat(stored.deletedAt()).isNull();
        assertThat(stored.updatedAt()).isEqualTo(stored.createdAt());
        assertThat(ack.scope()).isEqualTo(scope());
        assertThat(ack.version()).isEqualTo(storage().version().version());
    }

    @Rule("RECORD-002")
    @Test
    void upsertOfAnExistingRecordTakesItsPlaceAndKeepsCreatedAt() {
        R before = stored(1);

        store().upsert(kind.draft(before.id(), Map.of("other", 2)));

        R after = read(before.id());
        assertThat(after.properties()).isEqualTo(Map.of("other", 2L));
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.updatedAt()).isAfterOrEqualTo(before.updatedAt());
        assertThat(after.revision()).isGreaterThan(before.revision());
        assertThat(store().count(Filter.ALL)).isEqualTo(1);
    }

    @Rule("RECORD-003")
    @Test
    void upsertOfASoftlyDeletedRecordMakesItLiveAgain() {
        R before = stored(1);
        store().delete(before.id(), DeleteMode.SOFT);

        store().upsert(draft(before.id(), 2));

        R after = read(before.id());
        assertThat(after.properties()).isEqualTo(Map.of("value", 2L));
        assertThat(after.deletedAt()).isNull();
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
    }

    @Rule("RECORD-004")
    @Test
    void aDraftOfAStoredRecordWritesTheSameRecordAgain() {
        R before = stored(List.of(1, "two", 3.0));

        store().upsert(kind.draftOf(before));

        assertThat(read(before.id()).properties()).isEqualTo(before.properties());
    }

    @Rule("RECORD-005")
    @Test
    void storedTimesHaveMicroseconds() {
        R stored = stored(1);

        assertThat(Stream.of(stored.createdAt(), stored.updatedAt()))
                .allMatch(time -> time.truncatedTo(ChronoUnit.MICROS).equals(time));
    }

    @Rule("RECORD-006")
    @Test
    void insertWritesANewRecord() {
        UUID id = RecordIds.next();

        store().insert(draft(id, 1));

        assertThat(valueOf(id)).isEqualTo(1L);
    }

    @Rule("RECORD-007")
    @Test
    void insertRefusesAnIdThatIsThere() {
        R there = stored(1);

        AlreadyExistsException error =
                Refusal.of(AlreadyExistsException.class, () -> store().insert(draft(there.id(), 2)));

        assertThat(error.getMessage()).contains(there.id().toString());
        assertThat(read(there.id())).isEqualTo(there);
    }

    @Rule("RECORD-008")
    @Test
    void insertRefusesAnIdThatIsSoftlyDeleted() {
        R there = stored(1);
        store().delete(there.id(), DeleteMode.SOFT);

        Refusal.of(AlreadyExistsException.class, () -> store().insert(draft(there.id(), 2)));

        assertHidden(there.id());
    }

    @Rule("RECORD-009")
    @Test
    void insertIfAbsentWritesANewRecordAndSaysSo() {
        UUID id = RecordIds.next();

        Insertion insertion = store().insertIfAbsent(draft(id, 1));

        assertThat(insertion.inserted()).isTrue();
        assertThat(insertion.revision()).isEqualTo(read(id).revision());
        assertThat(insertion.ack().version()).isEqualTo(storage().version().version());
    }

    @Rule("RECORD-010")
    @Test
    void insertIfAbsentNeverChangesARecordThatIsThere() {
        R there = stored(1);
        long version = storage().version().version();

        Insertion insertion = store().insertIfAbsent(draft(there.id(), 2));

        assertThat(insertion.inserted()).isFalse();
        assertThat(insertion.revision()).isEqualTo(there.revision());
        assertThat(insertion.ack().version()).isEqualTo(version);
        assertThat(storage().version().version()).isEqualTo(version);
        assertThat(read(there.id())).isEqualTo(there);
    }

    @Rule("RECORD-011")
    @Test
    void insertIfAbsentDoesNotReviveASoftlyDeletedRecord() {
        R there = stored(1);
        store().delete(there.id(), DeleteMode.SOFT);

        assertThat(store().insertIfAbsent(draft(there.id(), 2)).inserted()).isFalse();

        assertHidden(there.id());
    }

    @Rule("RECORD-012")
    @Test
    void replaceWritesWhenTheRevisionIsTheOneThatWasRead() {
        R before = stored(1);

        store().replace(draft(before.id(), 2), before.revision());

        R after = read(before.id());
        assertThat(after.properties()).isEqualTo(Map.of("value", 2L));
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.revision()).isGreaterThan(before.revision());
    }

    @Rule("RECORD-013")
    @Test
    void replaceWithAnOldRevisionIsAConflictAndChangesNothing() {
        R old = stored(1);
        R current = stored(old.id(), 2);

        Refusal.of(ConflictException.class, () -> store().replace(draft(old.id(), 3), old.revision()));

        assertThat(read(old.id())).isEqualTo(current);
    }

    @Rule("RECORD-014")
    @Test
    void replaceOfWhatIsNotThereIsNotFound() {
        Refusal.of(NotFoundException.class, () -> store().replace(draft(RecordIds.next(), 1), 1));
    }

    @Rule("RECORD-015")
    @Test
    void replaceOfASoftlyDeletedRecordIsNotFound() {
        R there = stored(1);
        store().delete(there.id(), DeleteMode.SOFT);

        Refusal.of(NotFoundException.class, () -> store().replace(draft(there.id(), 2), there.revision()));
    }

    @Rule("RECORD-016")
    @Test
    void compareAndSwapByManyThreadsLosesNoUpdate() throws Exception {
        UUID id = stored(0).id();
        Callable<Void> writer = () -> {
            for (int i = 0; i < INCREMENTS; i++) {
                incrementUntilDone(id);
            }
            return null;
        };

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> writers = threads.invokeAll(Collections.nCopies(WRITERS, writer));
            for (Future<Void> done : writers) {
                done.get();
            }
        }

        assertThat(valueOf(id)).isEqualTo((long) WRITERS * INCREMENTS);
    }

    private void incrementUntilDone(UUID id) {
        while (true) {
            R seen = read(id);
            long value = (Long) Objects.requireNonNull(seen.properties().get("value"));
            try {
                store().replace(draft(id, value + 1), seen.revision());
                return;
            } catch (ConflictException another) {
                Thread.onSpinWait();
            }
        }
    }

    @Rule("RECORD-017")
    @Test
    void revisionsAndVersionsOnlyGrowThroughEveryChangeOfARecord() {
        UUID id = RecordIds.next();
        List<Runnable> changes = List.of(
                () -> store().insert(draft(id, 1)),
                () -> store().upsert(draft(id, 2)),
                () -> store().delete(id, DeleteMode.SOFT),
                () -> store().restore(id),
                () -> store().delete(id, DeleteMode.SOFT),
                () -> store().upsert(draft(id, 3)),
                () -> store().delete(id, DeleteMode.HARD),
                () -> store().insert(draft(id, 4)));
        long revision = 0;
        long version = storage().version().version();

        for (Runnable change : changes) {
            change.run();
            long newVersion = storage().version().version();
            assertThat(newVersion).isGreaterThan(version);
            version = newVersion;
            StoredRecord now = store().getIncludingDeleted(id).orElse(null);
            if (now != null) {
                assertThat(now.revision()).isGreaterThan(revision);
                revision = now.revision();
            }
        }
    }

    @Rule("RECORD-018")
    @Test
    void storedPropertiesCannotBeChangedFromOutside() {
        R stored = stored(List.of(1));

        assertThat(catchThrowable(() -> stored.properties().put("value", 2)))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
