package dev.khive.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Following the log as a stream: from a sequence, without end, without gaps, as fast as is asked. */
@Requires({Capability.STREAMS, Capability.EVENTS})
@Timeout(60)
public abstract class EventStreamSuite extends Suite {

    /** A suite over the databases of a run. */
    protected EventStreamSuite(Databases databases) {
        super(databases);
    }

    private static void append(Storage storage, int number) {
        storage.events()
                .appendAll(IntStream.range(0, number)
                        .mapToObj(n -> EventDraft.of("counted", "number", null, Map.of("n", n)))
                        .toList());
    }

    private static List<Long> sequences(List<Event> events) {
        return events.stream().map(Event::sequence).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Rule("STREAM-024")
    @Test
    void theEventsThatAreThereArriveFirstAndThoseThatComeAfterThem() {
        append(storage(), 5);
        Recorder<Event> follower = Recorder.of(storage().streams().follow(2)).request(100);
        assertThat(sequences(follower.awaitItems(3))).isEqualTo(range(3, 5));

        append(storage(), 2);

        assertThat(follower.awaitItems(5))
                .isEqualTo(storage().events().follow(2, 100, Duration.ZERO))
                .hasSize(5);
        assertThat(follower.ended()).isFalse();
        follower.cancel();
    }

    @Rule("STREAM-025")
    @Test
    void aFollowerOfAScopeThatIsNotThereYetSeesItsFirstEvent() {
        Recorder<Event> follower = Recorder.of(storage().streams().follow(0)).request(1);

        append(storage(), 1);

        assertThat(sequences(follower.awaitItems(1))).containsExactly(1L);
        follower.cancel();
    }

    @Rule("STREAM-026")
    @Test
    void aFollowerGetsNoMoreThanItRequests() throws InterruptedException {
        append(storage(), 1_000);
        Recorder<Event> follower = Recorder.of(storage().streams().follow(0));

        follower.request(3).awaitItems(3);
        Thread.sleep(100);
        assertThat(sequences(follower.items())).isEqualTo(range(1, 3));

        follower.request(700).awaitItems(703);
        assertThat(sequences(follower.items())).isEqualTo(range(1, 703));
        follower.cancel();
    }

    @Rule("STREAM-027")
    @Test
    void everyEventOfManyWritersArrivesOnceAndInOrder() throws InterruptedException {
        List<Recorder<Event>> followers = IntStream.range(0, 3)
                .mapToObj(n -> Recorder.of(storage().streams().follow(0)))
                .toList();
        followers.forEach(follower -> follower.request(Long.MAX_VALUE));

        List<Thread> writers = IntStream.range(0, 4)
                .mapToObj(n ->
                        Thread.startVirtualThread(() -> IntStream.range(0, 20).forEach(i -> append(storage(), 1))))
                .toList();
        for (Thread writer : writers) {
            writer.join();
        }

        for (Recorder<Event> follower : followers) {
            assertThat(sequences(follower.awaitItems(80))).isEqualTo(range(1, 80));
            follower.cancel();
        }
    }

    @Rule("STREAM-028")
    @Test
    void whoeverWasCutOffGoesOnWhereItWas() {
        append(storage(), 10);
        Recorder<Event> first = Recorder.of(storage().streams().follow(0)).request(4);
        long seen = first.awaitItems(4).get(3).sequence();
        first.cancel();

        Recorder<Event> second = Recorder.of(storage().streams().follow(seen)).request(6);

        assertThat(sequences(second.awaitItems(6))).isEqualTo(range(5, 10));
        second.cancel();
    }

    @Rule("STREAM-029")
    @Test
    void aFollowerSeesItsOwnScopeAlone() throws InterruptedException {
        Scope other = newScope();
        Recorder<Event> follower = Recorder.of(storage().streams().follow(0)).request(100);
        append(backend().in(other), 3);
        append(backend().in(Scope.of(scope().tenant(), "second")), 3);
        append(storage(), 2);

        follower.awaitItems(2);
        Thread.sleep(50);

        assertThat(sequences(follower.items())).isEqualTo(range(1, 2));
        follower.cancel();
    }

    @Rule("STREAM-030")
    @Test
    void manyIdleFollowersHoldNothingThatAWriterNeeds() {
        List<Recorder<Event>> followers = IntStream.range(0, 100)
                .mapToObj(n -> Recorder.of(storage().streams().follow(0)).request(10))
                .toList();

        append(storage(), 1);

        followers.forEach(follower -> assertThat(follower.awaitItems(1)).hasSize(1));
        followers.forEach(Recorder::cancel);
        assertThat(storage().events().lastSequence()).isEqualTo(1);
    }

    @Rule("STREAM-031")
    @Test
    void toFollowTakesOneNamespaceAndASequence() {
        append(storage(), 1);
        append(backend().in(Scope.of(scope().tenant(), "second")), 1);

        Refusal.of(InvalidInputException.class, () -> storage().streams().follow(-1));
        Refusal.of(
                InvalidInputException.class,
                () -> backend()
                        .reading(ReadScope.of(scope().tenant(), "main", "second"))
                        .streams()
                        .follow(0));
    }

    @Rule("STREAM-032")
    @Test
    void aBackendWithoutQueriesRefusesToStreamThem() {
        if (!backend().capabilities().contains(Capability.QUERY_GQL)) {
            UnsupportedCapabilityException refused = Refusal.of(
                    UnsupportedCapabilityException.class,
                    () -> storage().streams().query("MATCH (n) RETURN n"));
            assertThat(refused.missing()).isEqualTo(Capability.QUERY_GQL);
        }
    }
}
