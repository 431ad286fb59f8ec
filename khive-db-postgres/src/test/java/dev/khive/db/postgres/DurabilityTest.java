package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.store.EntityDraft;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own that is stopped in the middle of writes, without a checkpoint, and started again. */
class DurabilityTest {
    private static final int STOPS = Integer.getInteger("khive.stops", 3);
    private static final int WRITERS = 4;
    private static final Scope SCOPE = Scope.of("t", "main");

    @Test
    void whatWasAcknowledgedIsThereAfterTheServerWasStoppedAtOnce(@TempDir Path folder) throws Exception {
        Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
        try (OwnCluster cluster = OwnCluster.start(folder);
                Backend backend = Khive.open(TestServer.config(cluster.address(), Map.of("timeout", "PT3S")))) {
            for (int stop = 0; stop < STOPS; stop++) {
                AtomicBoolean over = new AtomicBoolean();
                int before = acknowledged.size();
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    List<Future<?>> writers = new ArrayList<>();
                    for (int writer = 0; writer < WRITERS; writer++) {
                        writers.add(threads.submit(() -> write(backend, acknowledged, over)));
                    }
                    Thread.sleep(700);
                    cluster.kill();
                    over.set(true);
                    for (Future<?> writer : writers) {
                        writer.get();
                    }
                }
                assertThat(acknowledged.size())
                        .as("writes before stop %d", stop)
                        .isGreaterThan(before);
                cluster.startAgain();
                assertThat(backend.in(SCOPE).entities().getAll(acknowledged).keySet())
                        .containsAll(acknowledged);
            }
            System.out.printf("%d stops: all of %d acknowledged writes are there%n", STOPS, acknowledged.size());
        }
    }

    /** Writes until told to end; the server's end is Unavailable and nothing else. */
    private static void write(Backend backend, Set<UUID> acknowledged, AtomicBoolean over) {
        while (!over.get()) {
            EntityDraft draft = EntityDraft.of("Thing", Map.of("n", 1));
            try {
                backend.in(SCOPE).entities().insert(draft);
                acknowledged.add(draft.id());
            } catch (KhiveException lost) {
                assertThat(lost).isInstanceOf(UnavailableException.class);
                assertThat(lost.retryable()).isTrue();
            }
        }
    }
}
