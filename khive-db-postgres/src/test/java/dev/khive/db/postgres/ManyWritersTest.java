package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.Stores;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Event;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sixteen writers in two processes' worth of pools over four tenants, then an audit of what they left. */
class ManyWritersTest {
    private static final int WRITERS = 16;
    private static final int TENANTS = 4;
    private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("khive.writers.seconds", 8));

    private TestServer server;
    private List<Backend> backends;

    @BeforeEach
    void open() {
        server = TestServer.require();
        String address = server.newSchema();
        backends = List.of(
                Khive.open(TestServer.config(address, Map.of("timeout", "PT20S"))),
                Khive.open(TestServer.config(address, Map.of("timeout", "PT20S"))));
    }

    @AfterEach
    void close() throws SQLException {
        if (server != null) {
            backends.forEach(Backend::close);
            server.close();
        }
    }

    /** What the writers of a tenant did and were told that it is done. */
    private record Ledger(
            UUID counter,
            AtomicLong increments,
            Map<UUID, Boolean> entities,
            Map<UUID, Boolean> edges,
            AtomicLong writes) {}

    @Test
    void nothingIsLostDoubledOrLeaked() throws Exception {
        List<Ledger> ledgers = new ArrayList<>();
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            EntityDraft counter = EntityDraft.of("Counter", Map.of("n", 0));
            storage(0, tenant).entities().insert(counter);
            ledgers.add(new Ledger(
                    counter.id(),
                    new AtomicLong(),
                    new ConcurrentHashMap<>(),
                    new ConcurrentHashMap<>(),
                    new AtomicLong(1)));
        }
        long end = System.nanoTime() + LONG.toNanos();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                Callable<Long> work = () -> write(number, ledgers.get(number % TENANTS), end);
                running.add(writers.submit(work));
            }
            long operations = 0;
            for (Future<Long> writer : running) {
                operations += writer.get();
            }
            System.out.printf(
                    "%d writers, %d tenants, %s: %d writes, %.0f a second%n",
                    WRITERS, TENANTS, LONG, operations, operations * 1e9 / LONG.toNanos());
        }
        for (int tenant = 0; tenant < TENANTS; tenant++) {
            audit(tenant, ledgers.get(tenant));
        }
        assertThat(backends.getFirst().operations().check(Progress.NONE).checks())
                .allSatisfy(
                        check -> assertThat(check.findings()).as(check.name()).isEmpty());
    }

    private Storage storage(int writer, int tenant) {
        return backends.get(writer % backends.size()).in(Scope.of("tenant-" + tenant, "main"));
    }

    private long write(int writer, Ledger ledger, long end) {
        Storage storage = storage(writer / TENANTS, writer % TENANTS);
        Random random = new Random(writer);
        List<UUID> mine = new ArrayList<>();
        long done = 0;
        while (System.nanoTime() < end) {
            switch (mine.size() < 2 ? 0 : random.nextInt(4)) {
                case 0 -> {
                    EntityDraft draft = EntityDraft.of("Thing", Map.of("writer", writer, "n", random.nextInt()));
                    storage.entities().upsert(draft);
                    ledger.entities().put(draft.id(), true);
                    mine.add(draft.id());
                }
                case 1 -> done += swap(storage, ledger) ? 0 : -1;
                case 2 -> {
                    EdgeDraft edge = EdgeDraft.of(mine.getFirst(), "NEXT", mine.getLast());
                    storage.graph().insert(edge);
                    ledger.edges().put(edge.id(), true);
                }
                default -> {
                    UUID gone = mine.remove(mine.size() - 1);
                    storage.entities().delete(gone, DeleteMode.SOFT);
                    ledger.entities().put(gone, false);
                }
            }
            done++;
        }
        ledger.writes().addAndGet(done);
        return done;
    }

    /** Compare and swap of the tenant's counter; whether it was swapped. */
    private static boolean swap(Storage storage, Ledger ledger) {
        Entity read = storage.entities().get(ledger.counter()).orElseThrow();
        try {
            storage.entities()
                    .replace(
                            read.toDraft()
                                    .with(
                                            "n",
                                            ((Number) Objects.requireNonNull(read.properties()
                                                                    .get("n")))
                                                            .longValue()
                                                    + 1),
                            read.revision());
            ledger.increments().incrementAndGet();
            return true;
        } catch (ConflictException | NotFoundException lost) {
            return false;
        }
    }

    private void audit(int tenant, Ledger ledger) {
        Storage storage = storage(0, tenant);
        assertThat(storage.entities().get(ledger.counter()).orElseThrow().properties())
                .containsEntry("n", ledger.increments().get());
        List<Event> events = new ArrayList<>();
        List<Event> page = storage.events().follow(0, 1_000, Duration.ZERO);
        while (!page.isEmpty()) {
            events.addAll(page);
            page = storage.events().follow(page.getLast().sequence(), 1_000, Duration.ZERO);
        }
        assertThat(events).hasSize(Math.toIntExact(ledger.writes().get()));
        Map<UUID, Long> revisions = new java.util.HashMap<>();
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).sequence()).isEqualTo(i + 1L);
            revisions.put(events.get(i).subject(), events.get(i).sequence());
        }
        // In one transaction, which makes many thousand reads quick.
        storage.transaction(transaction -> {
            auditRecords(transaction, ledger, revisions);
            return true;
        });
        for (int other = 0; other < TENANTS; other++) {
            if (other != tenant) {
                assertThat(storage(1, other)
                                .entities()
                                .getAll(List.copyOf(ledger.entities().keySet())
                                        .subList(
                                                0,
                                                Math.min(50, ledger.entities().size()))))
                        .isEmpty();
            }
        }
    }

    private static void auditRecords(Stores stores, Ledger ledger, Map<UUID, Long> revisions) {
        ledger.entities().forEach((id, live) -> {
            Entity entity = stores.entities().getIncludingDeleted(id).orElseThrow();
            assertThat(entity.deletedAt() == null).as("entity %s is live", id).isEqualTo(live);
            assertThat(entity.revision()).as("revision of %s", id).isEqualTo(revisions.get(id));
        });
        ledger.edges()
                .keySet()
                .forEach(
                        id -> assertThat(stores.graph().getIncludingDeleted(id)).isPresent());
    }
}
