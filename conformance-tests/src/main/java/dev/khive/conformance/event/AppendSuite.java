package dev.khive.conformance.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.EventStore;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that the application appends: sequences, idempotency, bounds, reads. */
@Requires(Capability.EVENTS)
public abstract class AppendSuite extends Suite {

    private static final UUID SUBJECT = RecordIds.ofName("subject");

    /** A suite over the databases of a run. */
    protected AppendSuite(Databases databases) {
        super(databases);
    }

    private EventStore events() {
        return storage().events();
    }

    private static EventDraft draft(int number) {
        return EventDraft.of("counted", "number", null, Map.of("n", number));
    }

    private static EventDraft keyed(String verb, UUID subject, Object payload, String key) {
        return new EventDraft(verb, "thing", subject, "kit", Map.of("value", payload), key);
    }

    @Rule("EVENT-001")
    @Test
    void anEventIsRecordedAsItWasGiven() {
        Event event = events().append(new EventDraft("seen", "bird", SUBJECT, "Ann", Map.of("n", 1), "key-1"));

        assertThat(event.verb()).isEqualTo("seen");
        assertThat(event.subjectType()).isEqualTo("bird");
        assertThat(event.subject()).isEqualTo(SUBJECT);
        assertThat(event.actor()).isEqualTo("Ann");
        assertThat(event.payload()).isEqualTo(Map.of("n", 1L));
        assertThat(event.namespace()).isEqualTo(scope().namespace());
        assertThat(events().get(event.sequence())).contains(event);
    }

    @Rule("EVENT-002")
    @Test
    void anEventMayHaveNoSubjectAndNoActor() {
        Event event = events().append(draft(1));

        assertThat(event.subject()).isNull();
        assertThat(event.actor()).isNull();
        assertThat(events().get(event.sequence())).contains(event);
    }

    @Rule("EVENT-003")
    @Test
    void sequencesBeginWithOneAndHaveNoGaps() {
        List<Event> events =
                events().appendAll(Stream.of(1, 2, 3).map(AppendSuite::draft).toList());
        Event next = events().append(draft(4));

        assertThat(events).extracting(Event::sequence).containsExactly(1L, 2L, 3L);
        assertThat(events).extracting(event -> event.payload().get("n")).containsExactly(1L, 2L, 3L);
        assertThat(next.sequence()).isEqualTo(4);
        assertThat(events().lastSequence()).isEqualTo(4);
        assertThat(storage().version().version()).isEqualTo(4);
    }

    @Rule("EVENT-004")
    @Test
    void anEmptyLogHasNoLastEvent() {
        assertThat(events().lastSequence()).isZero();
        assertThat(events().get(1)).isEmpty();
        assertThat(events().count(Filter.ALL)).isZero();
    }

    @Rule("EVENT-005")
    @Test
    void aRefusedEventLeavesNoGap() {
        events().append(draft(1));
        EventDraft bad = EventDraft.of("counted", "number", null, Map.of("n", BigDecimal.ONE));

        Refusal.of(InvalidInputException.class, () -> events().append(bad));
        Refusal.of(InvalidInputException.class, () -> events().appendAll(List.of(draft(2), bad)));

        assertThat(events().append(draft(3)).sequence()).isEqualTo(2);
        assertThat(events().count(Filter.ALL)).isEqualTo(2);
    }

    @Rule("EVENT-006")
    @Test
    void anEventWithAKeyThatWasSeenIsNotAppendedAgain() {
        Event first = events().append(keyed("seen", SUBJECT, 1, "key"));

        Event again = events().append(keyed("seen", SUBJECT, 1, "key"));

        assertThat(again).isEqualTo(first);
        assertThat(events().lastSequence()).isEqualTo(first.sequence());
    }

    @Rule("EVENT-007")
    @Test
    void aKeyThatIsRepeatedInsideABatchIsAppendedOnce() {
        EventDraft draft = keyed("seen", SUBJECT, 1, "key");

        List<Event> events = events().appendAll(List.of(draft, draft(2), draft));

        assertThat(events).hasSize(3);
        assertThat(events.get(2)).isEqualTo(events.get(0));
        assertThat(events().lastSequence()).isEqualTo(2);
    }

    static Stream<EventDraft> differentEventsWithTheSameKey() {
        return Stream.of(
                keyed("heard", SUBJECT, 1, "key"),
                keyed("seen", RecordIds.ofName("another"), 1, "key"),
                keyed("seen", SUBJECT, 2, "key"),
                keyed("seen", SUBJECT, 1.0, "key"),
                keyed("seen", SUBJECT, "1", "key"));
    }

    @Rule("EVENT-008")
    @ParameterizedTest
    @MethodSource("differentEventsWithTheSameKey")
    void anotherEventWithAKeyThatWasSeenIsAConflict(EventDraft another) {
        events().append(keyed("seen", SUBJECT, 1, "key"));

        Refusal.of(ConflictException.class, () -> events().append(another));

        assertThat(events().lastSequence()).isEqualTo(1);
    }

    @Rule("EVENT-009")
    @Test
    void eventsWithoutKeysAreAppendedAlways() {
        events().append(draft(1));
        events().append(draft(1));

        assertThat(events().count(Filter.ALL)).isEqualTo(2);
    }

    static Stream<EventDraft> overlong() {
        String tooLong = "x".repeat(257);
        return Stream.of(
                new EventDraft("", "thing", null, null, Map.of(), null),
                new EventDraft(tooLong, "thing", null, null, Map.of(), null),
                new EventDraft("seen", "", null, null, Map.of(), null),
                new EventDraft("seen", tooLong, null, null, Map.of(), null),
                new EventDraft("seen", "thing", null, null, Map.of(), ""),
                new EventDraft("seen", "thing", null, null, Map.of(), tooLong));
    }

    @Rule("EVENT-010")
    @ParameterizedTest
    @MethodSource("overlong")
    void verbTypeAndKeyHaveOneTo256Characters(EventDraft draft) {
        Refusal.of(InvalidInputException.class, () -> events().append(draft));
    }

    @Rule("EVENT-011")
    @Test
    void verbTypeAndKeyOf256CharactersAreKept() {
        String longest = "é".repeat(256);

        Event event = events().append(new EventDraft(longest, longest, null, null, Map.of(), longest));

        assertThat(events().get(event.sequence())).contains(event);
        assertThat(event.verb()).isEqualTo(longest);
        assertThat(event.subjectType()).isEqualTo(longest);
    }

    @Rule("EVENT-012")
    @Test
    void aBatchLongerThanTheBoundIsRefused() {
        int bound = backend().bounds().batch();

        InvalidInputException error = Refusal.of(
                InvalidInputException.class, () -> events().appendAll(Collections.nCopies(bound + 1, draft(1))));

        assertThat(error.getMessage()).contains(Integer.toString(bound));
        assertThat(events().lastSequence()).isZero();
    }

    @Rule("EVENT-013")
    @Test
    void eventsAreListedBySequenceAndFilteredByTheirFields() {
        LongStream.rangeClosed(1, 5).forEach(n -> events().append(draft((int) n)));
        events().append(keyed("seen", SUBJECT, 1, "key"));

        assertThat(events().list(
                                Filter.and(
                                        Filter.field(RecordField.VERB).equalTo("counted"),
                                        Filter.property("n").atLeast(3)),
                                Order.descending(RecordField.SEQUENCE),
                                PageRequest.FIRST)
                        .items())
                .extracting(Event::sequence)
                .containsExactly(5L, 4L, 3L);
        assertThat(events().count(Filter.field(RecordField.SUBJECT).equalTo(SUBJECT)))
                .isEqualTo(1);
    }

    @Rule("EVENT-014")
    @Test
    void manyThreadsAppendWithoutGaps() throws InterruptedException {
        List<Thread> threads = Stream.of(1, 2, 3, 4)
                .map(n -> Thread.startVirtualThread(
                        () -> LongStream.range(0, 20).forEach(i -> events().append(draft(n)))))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(events().list(Filter.ALL, Order.ascending(RecordField.SEQUENCE), PageRequest.FIRST)
                        .items())
                .extracting(Event::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 80).boxed().toList());
    }
}
