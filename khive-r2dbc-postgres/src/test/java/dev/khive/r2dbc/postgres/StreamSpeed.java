package dev.khive.r2dbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.query.QueryResult;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows a second through publishers and past them. Takes a minute, and is run by its name alone: {@code -Dtest=StreamSpeed}. */
class StreamSpeed {
    private static final long ROWS = 200_000;
    private static final int NODES = 20_000;
    private static final int TIMES = 7;
    private static final String NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            + " SELECT i, 'a text of some length' AS t FROM n";
    private static final String QUERY = "MATCH (x:Number) RETURN x.n AS n, x.name AS name";

    @Test
    void onSqlite(@TempDir Path folder) {
        try (Backend backend = TestServer.open("sqlite:" + folder.resolve("speed.db"), Map.of())) {
            measure(backend);
        }
    }

    @Test
    void onPostgres() throws Exception {
        try (TestServer server = TestServer.require();
                Backend backend = TestServer.open(server.newSchema(), Map.of())) {
            measure(backend);
        }
    }

    private static void measure(Backend backend) {
        print(backend, "SQL, JDBC", () -> backend.sql().query(NUMBERS, ROWS).size());
        print(backend, "SQL, stream", () -> count(backend.sql().stream(NUMBERS, ROWS), Long.MAX_VALUE));
        print(backend, "SQL, stream, 100 requested at a time", () -> count(backend.sql().stream(NUMBERS, ROWS), 100));
        if (backend.capabilities().contains(Capability.QUERY_GQL)) {
            Storage storage = backend.in(Scope.of("t", "main"));
            for (int part = 0; part < NODES / 10_000; part++) {
                storage.entities()
                        .upsertAll(
                                IntStream.range(0, 10_000)
                                        .mapToObj(n -> EntityDraft.of("Number", Map.of("n", n, "name", "name " + n)))
                                        .toList(),
                                BatchMode.ATOMIC);
            }
            print(backend, "query, JDBC cursor", () -> iterated(storage));
            print(backend, "query, stream", () -> count(storage.streams().query(QUERY), Long.MAX_VALUE));
        }
    }

    private static long iterated(Storage storage) {
        long rows = 0;
        try (QueryResult result = storage.query(QUERY)) {
            while (result.hasNext()) {
                result.next();
                rows++;
            }
        }
        return rows;
    }

    private static void print(Backend backend, String what, LongSupplier work) {
        double[] rates = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            long rows = work.getAsLong();
            rates[i] = rows * 1e9 / (System.nanoTime() - begin);
            assertThat(rows).isPositive();
        }
        Arrays.sort(rates);
        System.out.printf("%-8s %-38s %,10.0f rows/s (median of %d)%n", backend.name(), what, rates[TIMES / 2], TIMES);
    }

    private static long count(Flow.Publisher<?> publisher, long demand) {
        Counter counter = new Counter(demand);
        publisher.subscribe(counter);
        return counter.rows();
    }

    private static final class Counter implements Flow.Subscriber<Object> {
        private final CountDownLatch end = new CountDownLatch(1);
        private final long demand;
        private Flow.@Nullable Subscription subscription;
        private volatile long rows;

        Counter(long demand) {
            this.demand = demand;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(demand);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // Signals come one after the other.
        public void onNext(Object row) {
            rows++;
            if (rows % demand == 0) {
                Objects.requireNonNull(subscription).request(demand);
            }
        }

        @Override
        public void onError(Throwable error) {
            end.countDown();
        }

        @Override
        public void onComplete() {
            end.countDown();
        }

        long rows() {
            try {
                end.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return rows;
        }
    }
}
