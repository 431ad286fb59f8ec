package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.store.EntityDraft;
import java.io.IOException;
import java.nio.file.Files;
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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of its own that is stopped in the middle of writes, without a checkpoint, and started again. */
class DurabilityTest {
    private static final int STOPS = Integer.getInteger("khive.stops", 3);
    private static final int WRITERS = 4;
    private static final Scope SCOPE = Scope.of("t", "main");

    @TempDir
    Path folder;

    private Path script = Path.of("");
    private String address = "";

    @BeforeEach
    void start() throws Exception {
        TestServer.require();
        script = Path.of("..", "dev", "postgres").toAbsolutePath().normalize();
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        Assumptions.assumeTrue(Files.isExecutable(script), "There is no dev/postgres beside this module.");
        address = run("start-cluster");
        Assumptions.assumeTrue(address.startsWith("postgres:"), "No cluster of its own can be made here.");
    }

    @AfterEach
    void stop() throws Exception {
        if (!address.isEmpty()) {
            run("stop-cluster");
        }
    }

    private String run(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(script.toString(), command);
        builder.environment()
                .put("KHIVE_POSTGRES_HOME", folder.resolve("cluster").toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        List<String> lines = output.lines().toList();
        return lines.isEmpty() ? "" : lines.getLast();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterTheServerWasStoppedAtOnce() throws Exception {
        Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
        try (Backend backend = Khive.open(TestServer.config(address, Map.of("timeout", "PT3S")))) {
            for (int stop = 0; stop < STOPS; stop++) {
                AtomicBoolean over = new AtomicBoolean();
                int before = acknowledged.size();
                try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    List<Future<?>> writers = new ArrayList<>();
                    for (int writer = 0; writer < WRITERS; writer++) {
                        writers.add(threads.submit(() -> write(backend, acknowledged, over)));
                    }
                    Thread.sleep(700);
                    run("kill-cluster");
                    over.set(true);
                    for (Future<?> writer : writers) {
                        writer.get();
                    }
                }
                assertThat(acknowledged.size())
                        .as("writes before stop %d", stop)
                        .isGreaterThan(before);
                run("start-cluster");
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
