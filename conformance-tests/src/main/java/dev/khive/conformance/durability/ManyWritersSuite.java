package dev.khive.conformance.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.Event;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.durability.Task.Point;
import dev.khive.conformance.rule.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A database that several processes have open. */
@Requires({Capability.ENTITIES, Capability.MANY_WRITERS})
public abstract class ManyWritersSuite extends ProcessSuite {
    private static final int BOTH = 10;
    private static final int ALONE = 5;

    /** A suite over the databases of a run. */
    protected ManyWritersSuite(Databases databases) {
        super(databases);
    }

    @Rule("CAPABILITY-005")
    @Test
    void aBackendWithManyWritersIsWrittenToBySeveralProcessesAtOnce() {
        try (Backend backend = open();
                WriterProcess other = writer()) {
            Commits here = Workload.STEPS.of("here", declared());
            other.run(new Task(Workload.STEPS, Point.ACKNOWLEDGED, scope(), "there", 0, BOTH));
            other.await("begin 0");
            for (int number = 0; number < BOTH; number++) {
                int next = number;
                WriterMain.retrying(() -> here.commit(backend, scope(), next));
            }
            other.await("waiting");
            assertThat(entities(backend.in(scope())))
                    .as("the entities of two processes that wrote at once")
                    .isEqualTo(entitiesOf(BOTH, BOTH));

            other.run(new Task(Workload.STEPS, Point.ACKNOWLEDGED, scope(), "there", BOTH, BOTH + ALONE));
            other.await("done " + (BOTH + ALONE - 1));
            assertThat(entities(backend.in(scope())))
                    .as("what another process wrote on, read in this one")
                    .isEqualTo(entitiesOf(BOTH, BOTH + ALONE));
            requireEveryEvent(backend.in(scope()));
        }
    }

    private static Set<UUID> entities(Storage storage) {
        Set<UUID> ids = new HashSet<>();
        storage.entities()
                .list(Filter.ALL, Order.BY_CREATION, PageRequest.first(1_000))
                .items()
                .forEach(entity -> ids.add(entity.id()));
        assertThat(storage.statistics().nodes())
                .as("the nodes that are counted beside the rows")
                .isGreaterThanOrEqualTo(ids.size());
        return ids;
    }

    /** What the oracle has after as many steps of each. */
    private Set<UUID> entitiesOf(int here, int there) {
        try (Backend oracle = Khive.open(KhiveConfig.of("memory:"))) {
            for (int number = 0; number < here; number++) {
                Workload.STEPS.of("here", declared()).commit(oracle, scope(), number);
            }
            for (int number = 0; number < there; number++) {
                Workload.STEPS.of("there", declared()).commit(oracle, scope(), number);
            }
            return entities(oracle.in(scope()));
        }
    }

    /** Numbered without a gap, those of each process in its order. */
    private void requireEveryEvent(Storage storage) {
        if (!declared().contains(Capability.EVENTS)) {
            return;
        }
        List<Event> events = storage.events()
                .list(Filter.ALL, Order.ascending(RecordField.SEQUENCE), PageRequest.first(1_000))
                .items();
        assertThat(events)
                .as("the events of two processes")
                .extracting(Event::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events.stream()
                        .filter(event -> event.verb().equals(Steps.VERB)
                                && event.subjectType().equals("there"))
                        .map(event -> event.payload().get("step")))
                .as("the steps of the other process")
                .containsExactlyElementsOf(
                        LongStream.range(0, BOTH + ALONE).boxed().toList());
    }
}
