package dev.khive.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.EventStore;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.durability.Task.Point;
import dev.khive.conformance.rule.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there after a process that wrote was killed, as by {@code kill -9}: at a scripted point, or at a random moment. */
@Requires({Capability.ENTITIES, Capability.DURABLE})
public abstract class DurabilitySuite extends ProcessSuite {
    private static final String WRITER = "writer";
    private static final int SOME = 4;

    /** More than are made before a kill, and few enough that searches find them all however late it comes. */
    private static final int MANY = 100;

    private static final int MANY_BATCHES = 10;
    private static final int OPENINGS = 3;

    private final Random random = new Random(20_261_121);

    /** A suite over the databases of a run. */
    protected DurabilitySuite(Databases databases) {
        super(databases);
    }

    private Killed left(Workload workload) {
        return new Killed(scope(), workload, WRITER, declared(), findings());
    }

    private Task task(Workload workload, Point point, int from, int to) {
        return new Task(workload, point, scope(), WRITER, from, to);
    }

    /** Opens the database again and looks at what is left there. */
    private int requireLeft(Killed left, int acknowledged, boolean oneMore) {
        try (Backend backend = open()) {
            return left.requireLeft(backend, acknowledged, oneMore);
        }
    }

    /** Kills a process where it stops by itself, so that nothing but what it acknowledged may be left. */
    private void requireAcknowledgedAlone(Workload workload, Point point, int commits) {
        try (Killed left = left(workload);
                WriterProcess writer = writer()) {
            writer.run(task(workload, point, 0, commits)).await("waiting");
            writer.kill();

            requireLeft(left, writer.acknowledged(0), false);
        }
    }

    /** Kills a process that writes on, a random time after it began with a commit. */
    private int killAtAnyMoment(Killed left, Task task, int commit, int longestMillis) {
        try (WriterProcess writer = writer()) {
            writer.run(task).await("begin " + commit);
            sleep(random.nextInt(longestMillis));
            writer.kill();

            return requireLeft(left, writer.acknowledged(task.from()), true);
        }
    }

    @Rule("DURABLE-001")
    @Test
    void anAcknowledgedWriteOutlivesItsProcess() {
        requireAcknowledgedAlone(Workload.STEPS, Point.ACKNOWLEDGED, SOME);
    }

    @Rule("DURABLE-002")
    @Test
    void nothingOfABatchIsThereWhenItsProcessIsKilledInTheMiddleOfIt() {
        requireAcknowledgedAlone(Workload.BATCHES, Point.IN_A_BATCH, 0);
    }

    @Rule("DURABLE-003")
    @Requires(Capability.TRANSACTIONS)
    @Test
    void nothingOfAnOpenTransactionOutlivesItsProcess() {
        requireAcknowledgedAlone(Workload.STEPS, Point.IN_A_TRANSACTION, SOME);
    }

    @Rule("DURABLE-004")
    @Requires(Capability.SAVEPOINTS)
    @Test
    void aSavepointThatWasKeptDoesNotOutliveTheProcessOfAnOpenTransaction() {
        requireAcknowledgedAlone(Workload.STEPS, Point.IN_A_SAVEPOINT, SOME);
    }

    @Rule("DURABLE-005")
    @Test
    void atWhateverMomentAProcessIsKilledItsCommitsAreThereWholeAndInOrder() {
        try (Killed left = left(Workload.STEPS)) {
            int next = 0;
            for (int kill = 0; kill < 2; kill++) {
                Task task = task(Workload.STEPS, Point.ACKNOWLEDGED, next, next + MANY);
                next = killAtAnyMoment(left, task, next + random.nextInt(SOME), 60);
            }
        }
    }

    @Rule("DURABLE-006")
    @Test
    void anAtomicBatchIsThereWholeOrNotAtAllAtWhateverMomentItsProcessIsKilled() {
        try (Killed left = left(Workload.BATCHES)) {
            try (Backend backend = open()) {
                left.prepare(backend);
            }
            int next = 0;
            for (int kill = 0; kill < 2; kill++) {
                Task task = task(Workload.BATCHES, Point.ACKNOWLEDGED, next, next + MANY_BATCHES);
                next = killAtAnyMoment(left, task, next + random.nextInt(SOME), 40);
            }
        }
    }

    @Rule("DURABLE-007")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aDeleteIsThereWholeOrNotAtAllAtWhateverMomentItsProcessIsKilled(int number) {
        try (Killed left = left(Workload.DELETES)) {
            try (Backend backend = open()) {
                left.prepare(backend);
            }
            killAtAnyMoment(left, task(Workload.DELETES, Point.ACKNOWLEDGED, 0, MANY), number, 15);
        }
    }

    @Rule("DURABLE-008")
    @Requires(Capability.TRANSACTIONS)
    @Test
    void aKilledProcessKeepsNobodyFromWriting() {
        try (WriterProcess writer = writer()) {
            writer.run(task(Workload.STEPS, Point.IN_A_TRANSACTION, 0, 1)).await("waiting");
            boolean isOpenBeside = declared().contains(Capability.MANY_WRITERS);
            Backend beside = isOpenBeside ? open() : null;
            long began = System.nanoTime();
            writer.kill();
            try (Backend backend = beside == null ? open() : beside) {
                backend.in(scope()).entities().upsert(EntityDraft.of("Bird", Map.of()));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("how long a process that was killed in a transaction kept another from writing")
                    .isLessThan(AT_ONCE);
        }
    }

    @Rule("DURABLE-009")
    @Test
    void aDatabaseWhoseFirstOpeningWasKilledIsOpenedWhole() {
        for (int kill = 0; kill < OPENINGS; kill++) {
            String database = databases().newName();
            try (WriterProcess writer = writer(database);
                    Killed left = new Killed(scope(), Workload.BATCHES, WRITER, declared(), List.of())) {
                writer.await("opening");
                sleep((long) (2 * openingMillis() * (kill + random.nextDouble()) / OPENINGS));
                writer.kill();

                try (Backend backend = databases().open(database, Map.of())) {
                    left.prepare(backend);
                    left.requireLeft(backend, 0, false);
                }
            }
        }
    }

    @Rule("DURABLE-010")
    @Requires(Capability.EVENTS)
    @Test
    void theEventsThatAFollowerSawAreThereAndItGoesOnWhereItWas() {
        try (WriterProcess writer = writer()) {
            writer.run(task(Workload.STEPS, Point.FOLLOWED, 0, MANY)).await("done " + SOME);
            sleep(random.nextInt(100));
            writer.kill();
            List<String[]> seen = writer.lines().stream()
                    .filter(line -> line.startsWith("seen "))
                    .map(line -> line.split(" ", -1))
                    .toList();
            try (Backend backend = open()) {
                EventStore events = backend.in(scope()).events();
                assertThat(seen)
                        .as("the events that a follower saw before its process was killed")
                        .allSatisfy(event -> assertThat(
                                        events.get(Long.parseLong(event[1])).map(Event::id))
                                .as("the event that was seen as %s", event[1])
                                .hasValueSatisfying(id -> assertThat(id).hasToString(event[2])));
                long position = seen.isEmpty() ? 0 : Long.parseLong(seen.getLast()[1]);
                events.append(EventDraft.of("seen", "kit", null, Map.of()));
                long last = events.lastSequence();
                assertThat(events.follow(position, 1_000, Duration.ZERO))
                        .as("the events after the position of a follower whose process was killed")
                        .extracting(Event::sequence)
                        .containsExactlyElementsOf(LongStream.rangeClosed(position + 1, last)
                                .boxed()
                                .limit(1_000)
                                .toList());
            }
        }
    }

    @Rule("DURABLE-011")
    @ParameterizedTest
    @ValueSource(strings = {"closing", "waiting"})
    void aProcessThatIsKilledWhenItClosesLosesNothing(String line) {
        try (Killed left = left(Workload.STEPS);
                WriterProcess writer = writer()) {
            writer.run(task(Workload.STEPS, Point.CLOSED, 0, SOME)).await(line);
            writer.kill();

            requireLeft(left, writer.acknowledged(0), false);
        }
    }

    @Rule("DURABLE-012")
    @Requires(Capability.ONLINE_BACKUP)
    @Test
    void aCopyThatIsInterruptedIsNotThereAtAll(@TempDir Path folder) {
        Path copy = folder.resolve("copy");
        try (Killed left = left(Workload.STEPS);
                WriterProcess writer = writer()) {
            writer.run(new Task(Workload.STEPS, Point.IN_A_COPY, scope(), WRITER, 0, SOME, copy.toString()))
                    .await("waiting");
            writer.kill();

            if (Files.exists(copy)) {
                requireWhole(left, copy);
            } else {
                requireLeft(left, SOME, false);
            }
        }
    }

    /** A copy that is there was complete before its process was killed. */
    private void requireWhole(Killed left, Path copy) {
        String restored = databases().newName();
        KhiveConfig config = databases().config(restored, Map.of());
        Khive.provider(config).restore(config, copy, Progress.NONE);
        try (Backend backend = databases().open(restored, Map.of())) {
            left.requireLeft(backend, SOME, false);
        }
    }
}
