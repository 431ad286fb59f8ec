package dev.khive.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.error.TransactionException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.store.EventDraft;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of a stream, on the rows of the operator's SQL. */
@Requires({Capability.STREAMS, Capability.SQL_ACCESS})
@Timeout(60)
public abstract class RowStreamSuite extends Suite {
    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n";

    /** A suite over the databases of a run. */
    protected RowStreamSuite(Databases databases) {
        super(databases);
    }

    private Flow.Publisher<Map<String, @Nullable Object>> numbers(long most) {
        return backend().sql().stream(NUMBERS, most);
    }

    private static List<Long> values(List<? extends Map<String, ?>> rows) {
        return rows.stream().map(row -> (Long) row.values().iterator().next()).toList();
    }

    private static List<Long> upTo(long most) {
        return LongStream.rangeClosed(1, most).boxed().toList();
    }

    @Rule("STREAM-001")
    @Test
    void everyRowArrivesOnceAndInOrder() {
        assertThat(values(Recorder.all(numbers(5_000)))).isEqualTo(upTo(5_000));
    }

    @Rule("STREAM-002")
    @Test
    void aStreamGivesTheRowsThatAQueryGives() {
        String sql = "SELECT ? AS text, ? AS number, ? AS flag, ? AS nought, 'a?b' AS \"what?\" -- why?\n/* ? */";
        Object[] values = {"it's ? 'so'", 1.5, true, null};

        assertThat(Recorder.all(backend().sql().stream(sql, values)))
                .isEqualTo(backend().sql().query(sql, values));
    }

    @Rule("STREAM-003")
    @Test
    void aStreamWithoutRowsCompletes() {
        assertThat(Recorder.all(backend().sql().stream("SELECT 1 AS one WHERE 1 = 0")))
                .isEmpty();
    }

    @Rule("STREAM-004")
    @Test
    void noMoreRowsArriveThanWereRequested() throws InterruptedException {
        Recorder<Map<String, @Nullable Object>> recorder = Recorder.of(numbers(1_000_000));
        assertThat(recorder.items()).isEmpty();

        recorder.request(3).awaitItems(3);
        recorder.request(1).request(1).awaitItems(5);
        Thread.sleep(100);

        assertThat(values(recorder.items())).isEqualTo(upTo(5));
        assertThat(recorder.ended()).isFalse();
        recorder.cancel();
    }

    @Rule("STREAM-005")
    @Test
    void aStreamCompletesWithItsLastRequestedRowOrTheNextRequest() {
        Recorder<Map<String, @Nullable Object>> recorder = Recorder.of(numbers(10));

        recorder.request(10).awaitItems(10);
        recorder.request(1).awaitEnd();

        assertThat(values(recorder.items())).isEqualTo(upTo(10));
    }

    @Rule("STREAM-006")
    @Test
    void requestsMayComeFromTheSubscriberAndWithoutBound() {
        List<Long> seen = new ArrayList<>();
        CountDownLatch end = new CountDownLatch(1);
        numbers(2_000).subscribe(new Flow.Subscriber<>() {
            private Flow.@Nullable Subscription subscription;

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                given.request(1);
            }

            @Override
            public void onNext(Map<String, @Nullable Object> row) {
                seen.addAll(values(List.of(row)));
                Flow.Subscription given = subscription;
                if (given != null) {
                    given.request(seen.size() == 1_000 ? Long.MAX_VALUE : 1);
                }
            }

            @Override
            public void onError(Throwable thrown) {
                end.countDown();
            }

            @Override
            public void onComplete() {
                end.countDown();
            }
        });
        await(end);

        assertThat(seen).isEqualTo(upTo(2_000));
    }

    @Rule("STREAM-007")
    @Test
    void eachSubscriberHasTheRowsForItself() {
        Flow.Publisher<Map<String, @Nullable Object>> publisher = numbers(50);

        assertThat(Recorder.all(publisher)).isEqualTo(Recorder.all(publisher)).hasSize(50);
    }

    @Rule("STREAM-008")
    @Test
    void requestingLessThanOneRowIsAnError() {
        assertThat(Recorder.of(numbers(5)).request(0).awaitError())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3.9");
        Recorder<Map<String, @Nullable Object>> begun = Recorder.of(numbers(1_000_000));
        begun.request(2).awaitItems(2);
        assertThat(begun.request(-7).awaitError()).hasMessageContaining("-7");
    }

    @Rule("STREAM-009")
    @Test
    void afterCancellingNothingArrivesAndTheConnectionIsFree() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            Recorder<Map<String, @Nullable Object>> recorder = Recorder.of(numbers(1_000_000));
            if (i % 4 > 0) {
                recorder.request(i % 4 == 1 ? Long.MAX_VALUE : i);
            }
            if (i % 4 > 1) {
                recorder.awaitItems(i % 4 == 2 ? 1 : i);
            }
            recorder.cancel();
            recorder.cancel();
            recorder.request(5);
            if (i == 99) {
                int before = recorder.items().size();
                Thread.sleep(50);
                assertThat(recorder.items()).hasSize(before);
                assertThat(recorder.ended()).isFalse();
            }
        }
        assertThat(Recorder.all(numbers(3))).hasSize(3);
    }

    @Rule("STREAM-010")
    @Test
    void aSubscriberThatBlocksHoldsNoOtherStreamUp() {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Recorder<Map<String, @Nullable Object>> recorder = new Recorder<>();
        numbers(2).subscribe(new Blocking(recorder, blocked, release));
        await(blocked);

        assertThat(Recorder.all(numbers(5_000))).hasSize(5_000);

        release.countDown();
        recorder.awaitEnd();
        assertThat(recorder.items()).hasSize(2);
    }

    private record Blocking(Recorder<Map<String, @Nullable Object>> to, CountDownLatch blocked, CountDownLatch release)
            implements Flow.Subscriber<Map<String, @Nullable Object>> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            to.onSubscribe(subscription);
            subscription.request(10);
        }

        @Override
        public void onNext(Map<String, @Nullable Object> row) {
            blocked.countDown();
            await(release);
            to.onNext(row);
        }

        @Override
        public void onError(Throwable thrown) {
            to.onError(thrown);
        }

        @Override
        public void onComplete() {
            to.onComplete();
        }
    }

    @Rule("STREAM-011")
    @Test
    void whatTheDatabaseRefusesIsSignalledAsTheQueryThrowsIt() {
        for (String sql :
                List.of("SELECT no_such_column FROM node", "SELECT FROM WHERE", "SELECT * FROM no_such_table")) {
            Throwable thrown = catchThrowable(() -> backend().sql().query(sql));
            Throwable signalled = Recorder.failure(backend().sql().stream(sql));

            assertThat(signalled).hasSameClassAs(thrown);
            assertThat(((KhiveException) signalled).sqlState()).isEqualTo(((KhiveException) thrown).sqlState());
            assertThat(((KhiveException) signalled).capability()).contains("sql");
        }
        assertThat(Recorder.all(numbers(3))).hasSize(3);
    }

    @Rule("STREAM-012")
    @Test
    void whatIsWrongWithoutTheDatabaseIsThrown() {
        Refusal.of(InvalidInputException.class, () -> backend().sql().stream("SELECT 1; SELECT 2"));
        Refusal.of(InvalidInputException.class, () -> backend().sql().stream("SELECT ?"));
        Refusal.of(InvalidInputException.class, () -> backend().sql().stream("SELECT ?", List.of()));
    }

    @Rule("STREAM-013")
    @Test
    void aStreamOnlyReads() {
        storage().events().append(EventDraft.of("kept", "thing", null, Map.of()));
        Refusal.of(InvalidInputException.class, () -> backend().sql().stream("DELETE FROM event"));
        assertThat(Recorder.failure(backend().sql().stream("WITH one AS (SELECT 1) DELETE FROM event")))
                .isInstanceOf(KhiveException.class);
        assertThat(storage().events().lastSequence()).isEqualTo(1);
        assertThat(storage().events().get(1)).isPresent();
    }

    @Rule("STREAM-014")
    @Test
    void aStreamIsNoPartOfATransaction() {
        Refusal.of(
                TransactionException.class,
                () -> backend().transaction(transaction -> transaction.sql().stream("SELECT 1")));
    }

    @Rule("STREAM-015")
    @Test
    void aStatementThatRunsTooLongIsEnded() {
        try (Backend impatient = openNew(Map.of("timeout", "PT3S"))) {
            assertThat(Recorder.failure(impatient.sql().stream(
                            "SELECT count(*) AS n FROM (" + NUMBERS + ") AS numbers", 2_000_000_000L)))
                    .isInstanceOf(OperationTimeoutException.class);
            assertThat(Recorder.all(impatient.sql().stream(NUMBERS, 3L))).hasSize(3);
        }
    }

    @Rule("STREAM-016")
    @Test
    void closingTheBackendEndsItsStreams() {
        Backend other = openNew(Map.of());
        Flow.Publisher<Map<String, @Nullable Object>> publisher = other.sql().stream(NUMBERS, 1_000_000L);
        Recorder<Map<String, @Nullable Object>> open = Recorder.of(publisher);
        Recorder<Map<String, @Nullable Object>> quiet = Recorder.of(publisher);
        open.request(2).awaitItems(2);

        other.close();

        assertThat(open.awaitError()).isInstanceOf(UnavailableException.class);
        assertThat(quiet.awaitError()).isInstanceOf(UnavailableException.class);
        assertThat(Recorder.of(publisher).awaitError()).isInstanceOf(UnavailableException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
