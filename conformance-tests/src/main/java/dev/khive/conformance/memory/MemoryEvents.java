package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.EventStore;
import dev.khive.api.value.PropertyValues;
import dev.khive.conformance.oracle.FilterSubject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** The log in memory. */
final class MemoryEvents implements EventStore {
    private record Listed(Object scope, Filter filter, Order order) {}

    private final Access access;
    private final Waiting waiting;

    /** The log of a handle; a follower waits as it can. */
    MemoryEvents(Access access, Waiting waiting) {
        this.access = access;
        this.waiting = waiting;
    }

    @Override
    public Event append(EventDraft draft) {
        return appendAll(List.of(draft)).get(0);
    }

    @Override
    public List<Event> appendAll(List<EventDraft> drafts) {
        Bounds.require(
                "The number of events in the batch",
                drafts.size(),
                access.bounds().batch());
        List<Map<String, Object>> payloads =
                drafts.stream().map(this::checkedPayload).toList();
        return access.write(write -> {
            List<Event> recorded = new ArrayList<>();
            for (int i = 0; i < drafts.size(); i++) {
                recorded.add(append(write, drafts.get(i), payloads.get(i)));
            }
            return List.copyOf(recorded);
        });
    }

    private Map<String, Object> checkedPayload(EventDraft draft) {
        Checks.word(draft.verb(), "verb");
        Checks.word(draft.subjectType(), "subject type");
        if (draft.idempotencyKey() != null) {
            Checks.word(draft.idempotencyKey(), "idempotency key");
        }
        if (draft.actor() != null) {
            PropertyValues.checkText(draft.actor(), "actor");
            Bounds.require(
                    "The length of the actor in bytes",
                    Checks.bytes(draft.actor()),
                    access.bounds().nameBytes());
        }
        return Checks.properties(draft.payload(), access.bounds());
    }

    private static Event append(Write write, EventDraft draft, Map<String, Object> payload) {
        Event seen =
                draft.idempotencyKey() == null ? null : write.rows().eventsByKey.get(draft.idempotencyKey());
        if (seen == null) {
            Event event = write.append(draft.verb(), draft.subjectType(), draft.subject(), draft.actor(), payload);
            if (draft.idempotencyKey() != null) {
                write.rows().eventsByKey.put(draft.idempotencyKey(), event);
            }
            return event;
        }
        if (!(seen.verb().equals(draft.verb())
                && seen.subjectType().equals(draft.subjectType())
                && Objects.equals(seen.subject(), draft.subject())
                && seen.payload().equals(payload))) {
            throw new ConflictException("The idempotency key \"" + draft.idempotencyKey() + "\" belongs to the event "
                    + seen.sequence() + ", which has another verb, subject or payload.");
        }
        return seen;
    }

    @Override
    public Optional<Event> get(long sequence) {
        return access.read(view -> view.single().events.stream()
                .filter(event -> event.sequence() == sequence)
                .findFirst());
    }

    private static List<Event> accepted(View view, Filter filter) {
        Predicate<FilterSubject> accepted = Filters.of(filter, Filters.EVENT);
        return view.all((name, rows) -> rows.events.stream())
                .filter(event -> accepted.test(FilterSubject.of(event)))
                .toList();
    }

    @Override
    public Page<Event> list(Filter filter, Order order, PageRequest page) {
        RecordLists.checkOrder(order, Filters.EVENT);
        return access.read(view -> access.pages()
                .page(
                        new Listed(access.scope(), filter, order),
                        accepted(view, filter),
                        event -> RecordLists.Key.of(FilterSubject.of(event), order, event.id(), event.namespace()),
                        RecordLists.Key.comparator(order),
                        page,
                        access.bounds()));
    }

    @Override
    public long count(Filter filter) {
        return access.read(view -> (long) accepted(view, filter).size());
    }

    @Override
    public List<Event> follow(long afterSequence, int limit, Duration wait) {
        if (afterSequence < 0 || limit < 1 || wait.isNegative()) {
            throw new InvalidInputException(
                    "To follow takes a sequence of 0 or more, a limit of 1 or more and a wait that"
                            + " is not negative; given were " + afterSequence + ", " + limit + " and " + wait + ".");
        }
        Bounds.require("The limit", limit, access.bounds().results());
        waiting.until(wait, () -> lastSequence() > afterSequence);
        return access.read(view -> view.single().events.stream()
                .filter(event -> event.sequence() > afterSequence)
                .limit(limit)
                .toList());
    }

    @Override
    public long lastSequence() {
        return access.read(view -> view.single().version());
    }
}
