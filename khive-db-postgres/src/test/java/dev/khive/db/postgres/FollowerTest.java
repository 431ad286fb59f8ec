package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Followers in another process than the writers. */
class FollowerTest {
    private static final Scope SCOPE = Scope.of("t", "main");

    private TestServer server;
    private Backend writer;
    private Backend reader;

    @BeforeEach
    void open() {
        server = TestServer.require();
        String address = server.newSchema();
        writer = Khive.open(TestServer.config(address, Map.of()));
        reader = Khive.open(TestServer.config(address, Map.of()));
    }

    @AfterEach
    void close() throws SQLException {
        if (server != null) {
            writer.close();
            reader.close();
            server.close();
        }
    }

    private static EventDraft event(int number) {
        return EventDraft.of("counted", "number", null, Map.of("n", number));
    }

    @Test
    void anEventThatCommitsLateIsNotSkipped() throws Exception {
        writer.in(SCOPE).events().append(event(0));
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            Future<?> slow = threads.submit(() -> writer.in(SCOPE).transaction(transaction -> {
                transaction.events().append(event(1));
                written.countDown();
                await(mayCommit);
                return true;
            }));
            written.await();
            Future<?> quick = threads.submit(() -> writer.in(SCOPE).events().append(event(2)));
            assertThat(reader.in(SCOPE).events().follow(1, 10, Duration.ofMillis(300)))
                    .as("the second event cannot overtake the first")
                    .isEmpty();
            mayCommit.countDown();
            slow.get();
            quick.get();
        }
        assertThat(reader.in(SCOPE).events().follow(1, 10, Duration.ZERO))
                .extracting(event -> event.payload().get("n"))
                .containsExactly(1L, 2L);
    }

    @Test
    void aFollowerIsWokenByAnotherProcess() throws Exception {
        Storage following = reader.in(SCOPE);
        following.events().follow(0, 1, Duration.ofMillis(700));
        List<Long> nanos = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 1; i <= 10; i++) {
                long after = i - 1L;
                Future<List<Event>> waiting =
                        threads.submit(() -> following.events().follow(after, 10, Duration.ofSeconds(10)));
                Thread.sleep(50);
                long begin = System.nanoTime();
                writer.in(SCOPE).events().append(event(i));
                assertThat(waiting.get()).hasSize(1);
                nanos.add(System.nanoTime() - begin);
            }
        }
        nanos.sort(null);
        System.out.printf(
                "a follower in another process hears of an event after %.1f ms (median)%n", nanos.get(5) / 1e6);
        assertThat(nanos.get(5)).isLessThan(Duration.ofMillis(500).toNanos());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
