package dev.khive.r2dbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.error.UnavailableException;
import dev.khive.conformance.stream.Recorder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server does for a stream: no more than was requested, and nothing after its end. */
class DemandTest {
    private static final String NAME = "demand-" + ProcessHandle.current().pid();

    private TestServer server;
    private String address;
    private Backend backend;

    @BeforeEach
    void open() {
        server = TestServer.require();
        address = server.newSchema();
        backend = TestServer.open(
                address + "&application_name=" + NAME, Map.of("postgres.stream-pool-size", "2", "timeout", "PT2S"));
    }

    @AfterEach
    void close() throws SQLException {
        if (server != null) {
            backend.close();
            server.close();
        }
    }

    private String schema() {
        return address.substring(address.indexOf("schema=") + "schema=".length());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = server.plain();
                Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = \"" + schema() + "\"");
            statement.execute(sql);
        }
    }

    /** The advisory locks of the session are a count that a transaction that only reads can keep. */
    @Test
    void theServerMakesNoMoreRowsThanWereRequested() throws Exception {
        String rows = "SELECT n, pg_advisory_lock_shared(?, n)::text AS locked FROM generate_series(1, 1000000) n";
        int key = (int) ProcessHandle.current().pid();
        Recorder<?> recorder = Recorder.of(backend.sql().stream(rows, key));

        recorder.request(10).awaitItems(10);
        TimeUnit.MILLISECONDS.sleep(100);
        assertThat(made(key)).isEqualTo(10);
        recorder.request(90).awaitItems(100);
        TimeUnit.MILLISECONDS.sleep(100);
        System.out.printf("of 1000000 rows, 100 were requested and %d were made by the server%n", made(key));
        assertThat(made(key)).isEqualTo(100);

        recorder.cancel();
    }

    private long made(int key) {
        return count(
                "SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND classid::bigint = ?", (long) key);
    }

    private long count(String sql, Object... parameters) {
        return (Long) Objects.requireNonNull(
                backend.sql().query(sql, parameters).get(0).get("n"));
    }

    @Test
    void aStatementOfACancelledStreamEndsOnTheServer() throws Exception {
        Backend patient = TestServer.open(address + "&application_name=" + NAME, Map.of());
        Recorder<?> recorder = Recorder.of(patient.sql().stream("SELECT pg_sleep(20)::text AS slept"));
        recorder.request(1);
        await(1);

        long begin = System.nanoTime();
        recorder.cancel();
        await(0);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(recorder.ended()).isFalse();
        patient.close();
    }

    /** Asked as what logs in, which sees what other sessions run. */
    private long sleeping() throws SQLException {
        try (Connection connection = server.plain();
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE application_name = '" + NAME + "' AND state = 'active' AND wait_event = 'PgSleep'")) {
            counted.next();
            return counted.getLong(1);
        }
    }

    private void await(long running) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            long found = sleeping();
            if (found == running) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("The server was to run " + running + " such statements.");
    }

    @Test
    void whereEveryConnectionStreamsAnotherStreamIsUnavailableInTime() {
        List<Recorder<?>> open = IntStream.range(0, 2)
                .<Recorder<?>>mapToObj(
                        i -> Recorder.of(backend.sql().stream("SELECT n FROM generate_series(1, 100) n")))
                .toList();
        open.forEach(recorder -> recorder.request(1).awaitItems(1));

        assertThat(Recorder.failure(backend.sql().stream("SELECT 1 AS one")))
                .isInstanceOfSatisfying(UnavailableException.class, error -> {
                    assertThat(error.retryable()).isTrue();
                    assertThat(error).hasMessageContaining("None of the 2 connections");
                });

        open.forEach(Recorder::cancel);
        assertThat(Recorder.all(backend.sql().stream("SELECT 1 AS one"))).hasSize(1);
    }

    @Test
    void aStatementThatRunsTooLongIsEnded() {
        long begin = System.nanoTime();

        assertThat(Recorder.failure(backend.sql().stream("SELECT pg_sleep(30)::text AS slept")))
                .isInstanceOf(OperationTimeoutException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aStreamWhoseSessionIsEndedIsUnavailableAndTheNextOneStreams() throws Exception {
        String rows = "SELECT n, pg_backend_pid() AS pid FROM generate_series(1, 100000) n";
        Recorder<Map<String, Object>> recorder = recorder(rows);
        Object pid = recorder.request(1).awaitItems(1).get(0).get("pid");

        execute("SELECT pg_terminate_backend(" + pid + ")");
        recorder.request(Long.MAX_VALUE);

        assertThat(recorder.awaitError()).isInstanceOf(UnavailableException.class);
        assertThat(recorder(rows).request(5).awaitItems(5)).hasSize(5);
    }

    @SuppressWarnings("unchecked") // No column of these statements is null.
    private Recorder<Map<String, Object>> recorder(String sql) {
        return Recorder.of((Flow.Publisher<Map<String, Object>>) (Flow.Publisher<?>) backend.sql().stream(sql));
    }
}
