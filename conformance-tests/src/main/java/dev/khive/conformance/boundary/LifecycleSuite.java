package dev.khive.conformance.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Storage;
import dev.khive.api.error.KhiveException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EntityStore;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Opening, closing, and what is left behind. */
@Requires(Capability.ENTITIES)
public abstract class LifecycleSuite extends Suite {

    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    /** A suite over the databases of a run. */
    protected LifecycleSuite(Databases databases) {
        super(databases);
    }

    private static void use(Backend backend) {
        Storage storage = backend.in(newScope());
        storage.entities().upsert(EntityDraft.of("Thing", Map.of("name", "heron")));
        storage.entities().count(Filter.ALL);
        storage.statistics();
    }

    @Rule("LIFECYCLE-001")
    @Requires(Capability.DURABLE)
    @Test
    void whatWasWrittenIsThereWhenTheDatabaseIsOpenedAgain() {
        String name = databases().newName();
        EntityDraft entity = EntityDraft.of("Thing", Map.of("n", 1));
        Backend first = databases().open(name, Map.of());
        first.in(scope()).entities().upsert(entity);
        var before = first.in(scope()).entities().get(entity.id());
        first.close();

        try (Backend second = databases().open(name, Map.of())) {
            assertThat(second.in(scope()).entities().get(entity.id())).isEqualTo(before);
            assertThat(second.in(scope()).version().version()).isEqualTo(1);
            assertThat(second.namespaces(scope().tenant())).containsExactly(scope().namespace());
        }
    }

    @Rule("LIFECYCLE-002")
    @Test
    void closingTwiceIsNoError() {
        Backend backend = openNew(Map.of());

        backend.close();
        backend.close();
    }

    @Rule("LIFECYCLE-003")
    @Test
    void everyHandleEndsWithItsBackend() {
        Backend backend = openNew(Map.of());
        Storage storage = backend.in(scope());
        EntityStore entities = storage.entities();
        backend.close();

        Refusal.of(KhiveException.class, () -> entities.count(Filter.ALL));
        Refusal.of(KhiveException.class, () -> storage.entities().upsert(EntityDraft.of("Thing", Map.of())));
        Refusal.of(KhiveException.class, storage::statistics);
        Refusal.of(KhiveException.class, () -> backend.namespaces("nobody"));
    }

    @Rule("LIFECYCLE-004")
    @Test
    @Timeout(60)
    void closingWaitsForRunningCalls() {
        Backend backend = openNew(Map.of());
        Storage storage = backend.in(scope());
        EntityDraft entity = EntityDraft.of("Thing", Map.of());
        CompletableFuture<Void> inside = new CompletableFuture<>();
        CompletableFuture<Boolean> work = CompletableFuture.supplyAsync(() -> storage.transaction(transaction -> {
            inside.complete(null);
            sleep(Duration.ofMillis(200));
            transaction.entities().upsert(entity);
            return transaction.entities().get(entity.id()).isPresent();
        }));
        inside.join();

        backend.close();

        assertThat(work.join()).isTrue();
    }

    @Rule("LIFECYCLE-005")
    @Test
    @Timeout(60)
    void aClosedBackendLeavesNoThreadBehind() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 0; i < 3; i++) {
            try (Backend backend = openNew(Map.of())) {
                use(backend);
            }
        }

        waitUntil(() -> newThreads(before).isEmpty());
        assertThat(newThreads(before)).isEmpty();
    }

    private static Set<String> newThreads(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> !name.startsWith("ForkJoinPool") && !name.startsWith("VirtualThread"))
                .collect(Collectors.toSet());
    }

    @Rule("LIFECYCLE-006")
    @Test
    @Timeout(60)
    void aClosedBackendLeavesNoFileOpen() {
        Assumptions.assumeTrue(Files.isDirectory(OPEN_FILES), "This system does not show its open files.");
        try (Backend backend = openNew(Map.of())) {
            use(backend);
        }
        long before = openFiles();
        for (int i = 0; i < 5; i++) {
            try (Backend backend = openNew(Map.of())) {
                use(backend);
            }
        }

        waitUntil(() -> openFiles() <= before);
        assertThat(openFiles()).isLessThanOrEqualTo(before);
    }

    private static long openFiles() {
        try (Stream<Path> files = Files.list(OPEN_FILES)) {
            return files.count();
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private static void waitUntil(BooleanSupplier done) {
        for (int i = 0; i < 100 && !done.getAsBoolean(); i++) {
            sleep(Duration.ofMillis(50));
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
