package dev.khive.bench.writers;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.EntityDraft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A database that takes part.
 *
 * @param name as the table and the chart call it
 * @param url an address that nobody has written to
 * @param settings of the configuration
 * @param followed whether another process, as far as the database can tell, waits for the events of each tenant
 */
record Contender(String name, String url, Map<String, String> settings, boolean followed) {
    private static final int TENANTS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final int PAGE = 1_000;

    private Backend open() {
        KhiveConfig.Builder builder = KhiveConfig.builder().url(url);
        settings.forEach(builder::set);
        return Khive.open(builder.build());
    }

    /** Lets the writers write, each a thread, the tenants in turn. */
    Measurement measure(int writers, Duration duration) throws InterruptedException, ExecutionException {
        try (Backend backend = open();
                Backend other = open()) {
            List<UUID> counters = new ArrayList<>();
            for (int tenant = 0; tenant < TENANTS; tenant++) {
                EntityDraft counter = EntityDraft.of("Counter", Map.of("n", 0));
                backend.in(scope(tenant)).entities().insert(counter);
                counters.add(counter.id());
            }
            List<Writer> all = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int tenant = writer % TENANTS;
                all.add(new Writer(backend.in(scope(tenant)), counters.get(tenant), writer));
            }
            AtomicBoolean over = new AtomicBoolean();
            try (ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Long>> following = new ArrayList<>();
                for (int tenant = 0; followed && tenant < TENANTS; tenant++) {
                    Scope scope = scope(tenant);
                    following.add(followers.submit(() -> follow(other, scope, over)));
                }
                run(all, WARM_UP);
                long begin = System.nanoTime();
                List<Long> took = run(all, duration);
                Measurement measurement = Measurement.of(name, writers, took, System.nanoTime() - begin);
                over.set(true);
                for (Future<Long> follower : following) {
                    follower.get();
                }
                return measurement;
            }
        }
    }

    private static Scope scope(int tenant) {
        return Scope.of("tenant-" + tenant, "main");
    }

    private static List<Long> run(List<Writer> writers, Duration duration)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + duration.toNanos();
        List<Long> took = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (Writer writer : writers) {
                Callable<List<Long>> work = () -> writer.runUntil(end);
                running.add(threads.submit(work));
            }
            for (Future<List<Long>> writer : running) {
                took.addAll(writer.get());
            }
        }
        return took;
    }

    private static long follow(Backend backend, Scope scope, AtomicBoolean over) {
        long seen = 0;
        while (!over.get()) {
            var events = backend.in(scope).events().follow(seen, PAGE, Duration.ofMillis(500));
            seen = events.isEmpty() ? seen : events.getLast().sequence();
        }
        return seen;
    }
}
