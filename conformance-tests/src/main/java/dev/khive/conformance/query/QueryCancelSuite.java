package dev.khive.conformance.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.error.CancelledException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.store.EntityDraft;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A query that nobody waits for any more ends, and its connection serves others. */
@Requires(Capability.QUERY_GQL)
public abstract class QueryCancelSuite extends Suite {
    private static final QueryOptions PATIENT = QueryOptions.DEFAULT.withTimeout(Duration.ofMinutes(2));
    private static final String ENDLESS = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b"
            + " WITH a * b AS c WHERE c < 0 RETURN count(*) AS n";
    /** 4,851 rows at first, and then none for a long time. */
    private static final String ROWS_THEN_ENDLESS =
            "UNWIND range(1, 200000) AS a UNWIND range(1, 200000) AS b WITH a, b WHERE a + b < 100 RETURN b";

    /** A suite over the databases of a run. */
    protected QueryCancelSuite(Databases databases) {
        super(databases);
    }

    @ParameterizedTest
    @Rule("QUERY-012")
    @Requires(Capability.SQL_ACCESS)
    @ValueSource(booleans = {false, true})
    void aQueryWhoseThreadIsInterruptedEndsAndItsConnectionGoesOn(boolean virtual) throws Exception {
        for (int round = 1; round <= 3; round++) {
            CompletableFuture<Boolean> marked = new CompletableFuture<>();
            Thread thread = started(
                    virtual,
                    marked,
                    () -> storage().query(ENDLESS, Map.of(), PATIENT).toList());
            Thread.sleep(500);
            thread.interrupt();
            assertThat(marked.get(20, TimeUnit.SECONDS))
                    .as("the thread is interrupted still")
                    .isTrue();
            assertStorageGoesOn(round);
        }
    }

    @Test
    @Rule("QUERY-013")
    @Requires(Capability.SQL_ACCESS)
    void aResultThatIsClosedByAnotherThreadEndsTheReadingOfItsRows() throws Exception {
        for (int round = 1; round <= 3; round++) {
            CompletableFuture<Boolean> marked = new CompletableFuture<>();
            AtomicInteger rows = new AtomicInteger();
            QueryResult result = storage().query(ROWS_THEN_ENDLESS, Map.of(), PATIENT);
            Thread thread = started(false, marked, () -> result.forEachRemaining(row -> rows.incrementAndGet()));
            awaitStandstill(rows);
            result.close();
            assertThat(marked.get(20, TimeUnit.SECONDS)).isFalse();
            thread.join();
            assertThat(rows.get()).isBetween(1, 4_851);
            assertThat(result.hasNext()).isFalse();
            assertStorageGoesOn(round);
        }
    }

    @Test
    @Rule("QUERY-028")
    void aResultThatAnotherThreadClosesBetweenTwoRowsIsNotTakenForWhole() throws Exception {
        QueryResult result = storage().query("UNWIND range(1, 1000) AS a RETURN a");
        result.next();
        Thread closing = Thread.ofPlatform().start(result::close);
        closing.join();
        Refusal.of(CancelledException.class, result::hasNext);
        Refusal.of(CancelledException.class, result::next);

        QueryResult read = storage().query("UNWIND range(1, 3) AS a RETURN a");
        read.forEachRemaining(row -> {});
        Thread late = Thread.ofPlatform().start(read::close);
        late.join();
        assertThat(read.hasNext()).isFalse();
    }

    /** Waits until rows have come and no more are coming. */
    private static void awaitStandstill(AtomicInteger rows) throws InterruptedException {
        int before = -1;
        while (rows.get() == 0 || rows.get() != before) {
            before = rows.get();
            Thread.sleep(700);
        }
    }

    /** A thread in which a call must be refused as cancelled; tells whether the thread was interrupted in the end. */
    private static Thread started(boolean virtual, CompletableFuture<Boolean> marked, ThrowingCallable call) {
        Runnable work = () -> {
            try {
                Refusal.of(CancelledException.class, call);
                marked.complete(Thread.currentThread().isInterrupted());
            } catch (AssertionError failure) {
                marked.completeExceptionally(failure);
            }
        };
        return virtual
                ? Thread.ofVirtual().start(work)
                : Thread.ofPlatform().daemon().start(work);
    }

    private void assertStorageGoesOn(int round) {
        storage().entities().upsert(EntityDraft.of("N", Map.of("b", 1)));
        assertThat(storage().query("MATCH (n:N) RETURN count(n) AS n").single().longValue("n"))
                .isEqualTo(round);
    }
}
