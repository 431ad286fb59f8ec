package dev.khive.conformance.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.khive.api.Capability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Following the log: from a sequence, with a wait, without gaps, through rollbacks. */
@Requires(Capability.EVENTS)
public abstract class FollowSuite extends Suite {

    /** A suite over the databases of a run. */
    protected FollowSuite(Databases databases) {
        super(databases);
    }

    private void append(int number) {
        IntStream.range(0, number)
                .forEach(n -> storage().events().append(EventDraft.of("counted", "number", null, Map.of("n", n))));
    }

    private List<Long> follow(long after, int limit, Duration wait) {
        return storage().events().follow(after, limit, wait).stream()
                .map(Event::sequence)
                .toList();
    }

    @Rule("EVENT-024")
    @Test
    void followReturnsTheEventsAfterASequenceInOrder() {
        append(5);

        assertThat(follow(0, 100, Duration.ZERO)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(follow(3, 100, Duration.ZERO)).containsExactly(4L, 5L);
        assertThat(follow(5, 100, Duration.ZERO)).isEmpty();
        assertThat(follow(99, 100, Duration.ZERO)).isEmpty();
    }

    @Rule("EVENT-025")
    @Test
    void followReturnsNoMoreThanItsLimit() {
        append(5);

        assertThat(follow(1, 2, Duration.ofSeconds(1))).containsExactly(2L, 3L);
    }

    @Rule("EVENT-026")
    @Test
    void followWaitsNoLongerThanItWasTold() {
        long start = System.nanoTime();

        assertThat(follow(0, 10, Duration.ofMillis(150))).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(140), Duration.ofSeconds(5));
    }

    @Rule("EVENT-027")
    @Test
    @Timeout(20)
    void aWaitingFollowerWakesWithTheEvent() throws Exception {
        CompletableFuture<List<Long>> follower =
                CompletableFuture.supplyAsync(() -> follow(0, 10, Duration.ofSeconds(15)));
        Thread.sleep(100);
        assertThat(follower).isNotDone();
        long start = System.nanoTime();

        append(1);

        assertThat(follower.get(15, TimeUnit.SECONDS)).containsExactly(1L);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Rule("EVENT-028")
    @Test
    @Timeout(30)
    void aFollowerSeesEveryEventOfManyWritersOnceAndInOrder() throws Exception {
        int writers = 3;
        int each = 20;
        CompletableFuture<List<Long>> follower = CompletableFuture.supplyAsync(() -> {
            List<Long> seen = new ArrayList<>();
            while (seen.size() < writers * each) {
                long last = seen.isEmpty() ? 0 : seen.getLast();
                seen.addAll(follow(last, 7, Duration.ofSeconds(5)));
            }
            return seen;
        });

        List<Thread> threads = IntStream.range(0, writers)
                .mapToObj(n -> Thread.startVirtualThread(() -> append(each)))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(follower.get(20, TimeUnit.SECONDS))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
    }

    @Rule("EVENT-029")
    @Test
    void aRolledBackTransactionLeavesNoGap() {
        if (backend().capabilities().contains(Capability.TRANSACTIONS)) {
            append(1);

            Throwable thrown = catchThrowable(() -> storage().transaction(transaction -> {
                transaction.events().append(EventDraft.of("lost", "number", null, Map.of()));
                throw new IllegalStateException("enough");
            }));
            append(1);

            assertThat(thrown).isInstanceOf(IllegalStateException.class);
            assertThat(storage().events().follow(0, 10, Duration.ZERO))
                    .extracting(Event::sequence, Event::verb)
                    .containsExactly(tuple(1L, "counted"), tuple(2L, "counted"));
        }
    }

    @Rule("EVENT-030")
    @Test
    void sequencesBelongToOneNamespace() {
        append(1);
        Scope second = Scope.of(scope().tenant(), "second");
        backend().in(second).events().append(EventDraft.of("counted", "number", null, Map.of()));
        Storage both = backend().reading(ReadScope.of(scope().tenant(), scope().namespace(), "second"));

        Refusal.of(InvalidInputException.class, () -> both.events().follow(0, 10, Duration.ZERO));
        Refusal.of(InvalidInputException.class, () -> both.events().lastSequence());
        Refusal.of(InvalidInputException.class, () -> both.events().get(1));
        assertThat(both.events().count(Filter.ALL)).isEqualTo(2);
    }

    @Rule("EVENT-031")
    @Test
    void negativeSequencesLimitsAndWaitsAreRefused() {
        append(1);

        Refusal.of(InvalidInputException.class, () -> follow(-1, 10, Duration.ZERO));
        Refusal.of(InvalidInputException.class, () -> follow(0, 0, Duration.ZERO));
        Refusal.of(InvalidInputException.class, () -> follow(0, 10, Duration.ofMillis(-1)));
        Refusal.of(
                InvalidInputException.class, () -> follow(0, backend().bounds().results() + 1, Duration.ZERO));
    }
}
