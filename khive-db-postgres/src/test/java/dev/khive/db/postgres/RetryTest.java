package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.ConflictException;
import dev.khive.db.sql.session.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that the server cannot order among others: run again within a bound, then given up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetryTest {
    private static final int RETRIES = 3;

    private TestServer server;
    private PostgresDatabase database;

    @BeforeAll
    void open() {
        server = TestServer.require();
        database = PostgresDatabase.open(TestServer.connections(
                server.newSchema(),
                Map.of("timeout", "PT20S", "postgres.retries", "" + RETRIES, "postgres.role", "khive_operator")));
    }

    @AfterAll
    void close() throws SQLException {
        if (server != null) {
            database.close();
            server.close();
        }
    }

    @BeforeEach
    void twoRows() {
        database.write(session -> session.update("DELETE FROM scope")
                + session.update("INSERT INTO scope (tenant, namespace) VALUES ('t', 'a'), ('t', 'b')"));
    }

    private static void touch(Session session, String namespace) {
        session.update("UPDATE scope SET last_sequence = last_sequence + 1 WHERE namespace = ?", namespace);
    }

    /** Runs two works at once, each again as often as the database does it, and says how often they ran in all. */
    private int run(Contested first, Contested second) throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CyclicBarrier met = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> both = List.of(first, second).stream()
                    .map(work -> threads.<Boolean>submit(() -> database.write(session -> {
                        boolean again = runs.incrementAndGet() > 2;
                        return work.with(session, () -> {
                            if (!again) {
                                meet(met);
                            }
                        });
                    })))
                    .toList();
            for (Future<Boolean> one : both) {
                assertThat(one.get()).isTrue();
            }
        }
        return runs.get();
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception broken) {
            throw new IllegalStateException("The other transaction did not come.", broken);
        }
    }

    /** Work that waits for the other once, in its middle. */
    @FunctionalInterface
    private interface Contested {
        boolean with(Session session, Runnable meeting);
    }

    @Test
    void aDeadlockIsBrokenAndBothTransactionsAreDone() throws Exception {
        int runs = run(
                (session, meeting) -> {
                    touch(session, "a");
                    meeting.run();
                    touch(session, "b");
                    return true;
                },
                (session, meeting) -> {
                    touch(session, "b");
                    meeting.run();
                    touch(session, "a");
                    return true;
                });
        assertThat(runs).as("one of them ran again").isGreaterThanOrEqualTo(3);
        assertThat(database.<List<Long>>read(
                        session -> session.query("SELECT last_sequence FROM scope", List.of(), row -> row.integer(1))))
                .containsExactly(2L, 2L);
    }

    @Test
    void twoTransactionsThatReadWhatTheOtherWritesAreOrdered() throws Exception {
        Contested sumIntoOne = (session, meeting) -> {
            session.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
            long sum = session.number("SELECT sum(last_sequence)::bigint FROM scope");
            meeting.run();
            session.update("INSERT INTO scope (tenant, namespace, last_sequence) VALUES ('t', ?, ?)", "sum " + sum, 1L);
            return true;
        };
        assertThat(run(sumIntoOne, sumIntoOne)).isGreaterThanOrEqualTo(3);
        assertThat(database.<List<String>>read(session -> session.query(
                        "SELECT namespace FROM scope WHERE last_sequence = 1 ORDER BY 1",
                        List.of(),
                        row -> row.text(1))))
                .containsExactly("sum 0", "sum 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void whatIsNeverOrderedIsAConflictAfterTheRetries(String state) {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> database.write(session -> {
                    runs.incrementAndGet();
                    touch(session, "a");
                    session.execute("DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '" + state + "'; END $$");
                    return true;
                }))
                .asInstanceOf(InstanceOfAssertFactories.type(ConflictException.class))
                .satisfies(conflict -> {
                    assertThat(conflict.retryable()).isTrue();
                    assertThat(conflict.sqlState()).contains(state);
                    assertThat(conflict).hasMessageContaining((RETRIES + 1) + " times");
                });
        assertThat(runs).hasValue(RETRIES + 1);
        assertThat(database.<Long>read(session -> session.number("SELECT sum(last_sequence)::bigint FROM scope")))
                .as("nothing was kept")
                .isZero();
    }
}
