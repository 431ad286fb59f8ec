package dev.khive.r2dbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Scope;
import dev.khive.api.store.EventDraft;
import dev.khive.conformance.stream.Recorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams that are cancelled at any moment leave nothing behind, on either side. */
class LeakTest {
    private static final int STREAMS = 10_000;
    private static final int THREADS = 8;
    private static final int POOL = 4;
    private static final int WARM_UP = 500;
    private static final long MEBIBYTE = 1 << 20;
    private static final Scope SCOPE = Scope.of("t", "main");
    private static final String NUMBERS =
            "SELECT n, 'a text of some length, number ' || n AS t FROM (SELECT generate_series(1, ?) AS n) AS s";

    private TestServer server;
    private String name;
    private Backend backend;

    @BeforeEach
    void open() {
        server = TestServer.require();
        name = "leak-" + ProcessHandle.current().pid();
        backend = TestServer.open(
                server.newSchema() + "&application_name=" + name,
                Map.of("postgres.stream-pool-size", Integer.toString(POOL)));
    }

    @AfterEach
    void close() throws SQLException {
        if (server != null) {
            backend.close();
            server.close();
        }
    }

    @Test
    void tenThousandCancelledStreamsLeaveNothingBehind() throws Exception {
        backend.in(SCOPE).events().append(EventDraft.of("happened", "thing", null, Map.of()));
        cancelStreams(WARM_UP);
        awaitRest();
        long threads = Thread.getAllStackTraces().size();
        long memory = used();

        long begin = System.nanoTime();
        cancelStreams(STREAMS);
        double seconds = (System.nanoTime() - begin) / 1e9;
        awaitRest();

        List<String> sessions = sessions();
        long grown = used() - memory;
        long threadsNow = Thread.getAllStackTraces().size();
        System.out.printf(
                "%d streams cancelled in %.1f s; sessions after it: %s; threads %d before and %d after;"
                        + " memory grown by %.1f MiB%n",
                STREAMS, seconds, sessions, threads, threadsNow, grown / (double) MEBIBYTE);
        assertThat(sessions).hasSizeLessThanOrEqualTo(POOL).containsOnly("idle");
        assertThat(threadsNow).isLessThanOrEqualTo(threads + 2);
        assertThat(grown).isLessThan(16 * MEBIBYTE);
        List<Recorder<Map<String, Object>>> all = IntStream.range(0, POOL)
                .mapToObj(i -> subscribed(NUMBERS, 1_000L).request(Long.MAX_VALUE))
                .toList();
        all.forEach(recorder -> assertThat(recorder.awaitItems(1_000)).hasSize(1_000));
    }

    private void cancelStreams(int number) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> parts = IntStream.range(0, THREADS)
                    .<Future<?>>mapToObj(part -> pool.submit(() -> cancelStreams(number / THREADS, new Random(part))))
                    .toList();
            for (Future<?> part : parts) {
                part.get(5, TimeUnit.MINUTES);
            }
        }
    }

    /** Before the first request, while it connects, in the first statement, in a long one, between rows, and while it follows. */
    private void cancelStreams(int number, Random random) {
        for (int i = 0; i < number; i++) {
            switch (random.nextInt(12)) {
                case 0, 1 -> subscribed(NUMBERS, 10L).cancel();
                case 4, 5, 6 -> {
                    Recorder<Map<String, Object>> recorder =
                            subscribed(NUMBERS, 1_000_000L).request(5);
                    pause(random.nextInt(3_000));
                    recorder.cancel();
                }
                case 2 -> {
                    Recorder<Map<String, Object>> recorder =
                            subscribed(NUMBERS, 1_000_000L).request(Long.MAX_VALUE);
                    pause(random.nextInt(3_000));
                    recorder.cancel();
                }
                case 3 -> {
                    Recorder<Map<String, Object>> recorder = subscribed("SELECT pg_sleep(?)::text AS slept", 30.0)
                            .request(1);
                    pause(random.nextInt(5_000));
                    recorder.cancel();
                }
                case 7, 8, 9 -> {
                    Recorder<Map<String, Object>> recorder =
                            subscribed(NUMBERS, 1_000_000L).request(7);
                    recorder.awaitItems(1 + random.nextInt(7));
                    recorder.cancel();
                }
                default -> {
                    Recorder<?> recorder =
                            Recorder.of(backend.in(SCOPE).streams().follow(0)).request(10);
                    pause(random.nextInt(2_000));
                    recorder.cancel();
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // No column of these statements is null.
    private Recorder<Map<String, Object>> subscribed(String sql, Object parameter) {
        return Recorder.of(
                (Flow.Publisher<Map<String, Object>>) (Flow.Publisher<?>) backend.sql().stream(sql, parameter));
    }

    private static void pause(int micros) {
        try {
            TimeUnit.MICROSECONDS.sleep(micros);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until every session of the pool is idle, outside of a transaction. */
    private void awaitRest() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (sessions().stream().anyMatch(state -> !state.equals("idle")) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
    }

    /** The states of the sessions that stream; each has its cursor's name or its transaction's end as its last statement. */
    private List<String> sessions() throws SQLException {
        List<String> states = new ArrayList<>();
        try (Connection connection = server.plain();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT state
                        FROM pg_stat_activity
                        WHERE application_name = ? AND (query ILIKE '%khive_stream%' OR query ILIKE 'ROLLBACK%'
                              OR query ILIKE '%pg_sleep%' OR query LIKE 'BEGIN ISOLATION%' OR state LIKE '%transaction%')""")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    states.add(rows.getString(1));
                }
            }
        }
        return states;
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
