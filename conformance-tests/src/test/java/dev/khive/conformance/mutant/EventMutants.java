package dev.khive.conformance.mutant;

import dev.khive.api.error.ConflictException;
import dev.khive.api.page.Page;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.EventStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Logs that go wrong. */
final class EventMutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "a-payload-is-lost",
                    "EVENT-001",
                    "EventStore.append",
                    call -> call.changing(
                                    EventDraft.class,
                                    draft -> new EventDraft(
                                            draft.verb(),
                                            draft.subjectType(),
                                            draft.subject(),
                                            draft.actor(),
                                            Map.of(),
                                            draft.idempotencyKey()))
                            .proceed()),
            Mutant.of(
                    "a-key-is-forgotten",
                    "EVENT-006",
                    "EventStore.append",
                    call -> call.changing(
                                    EventDraft.class,
                                    draft -> new EventDraft(
                                            draft.verb(),
                                            draft.subjectType(),
                                            draft.subject(),
                                            draft.actor(),
                                            draft.payload(),
                                            null))
                            .proceed()),
            Mutant.of("a-conflict-of-keys-is-swallowed", "EVENT-008", "EventStore.append", call -> {
                EventStore events = call.on(EventStore.class);
                try {
                    return call.proceed();
                } catch (ConflictException conflict) {
                    return events.get(events.lastSequence()).orElseThrow();
                }
            }),
            Mutant.of(
                    "the-last-sequence-is-one-ahead",
                    "EVENT-004",
                    "EventStore.lastSequence",
                    call -> call.<Long>proceed() + 1),
            Mutant.of("events-are-listed-backwards", "EVENT-013", "EventStore.list", call -> {
                Page<Event> page = call.proceed();
                return new Page<>(page.items().reversed(), page.cursor(), page.count());
            }),
            Mutant.of("a-follower-skips-the-first-event", "EVENT-024", "EventStore.follow", call -> {
                List<Event> events = call.proceed();
                return events.size() > 1 ? events.subList(1, events.size()) : events;
            }),
            Mutant.of("a-follower-gets-more-than-its-limit", "EVENT-025", "EventStore.follow", call -> {
                int limit = call.argument(1);
                return call.with(1, limit + 1).proceed();
            }),
            Mutant.of(
                    "a-follower-never-waits",
                    "EVENT-027",
                    "EventStore.follow",
                    call -> call.changing(Duration.class, wait -> wait.isNegative() ? wait : Duration.ZERO)
                            .proceed()),
            Mutant.of("a-negative-sequence-is-taken-for-the-beginning", "EVENT-031", "EventStore.follow", call -> {
                long after = call.argument(0);
                return call.with(0, Math.max(0, after)).proceed();
            }));

    private EventMutants() {}
}
