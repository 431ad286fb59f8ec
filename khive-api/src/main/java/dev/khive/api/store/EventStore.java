package dev.khive.api.store;

import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The log of a scope: append-only, numbered without gaps. The other stores append one event per changed record in the
 * commit of the change; the application appends its own. Own fields in filters and orders: ID, SEQUENCE, VERB,
 * SUBJECT_TYPE, SUBJECT, ACTOR, OCCURRED_AT; properties look into the payload.
 */
public interface EventStore {
    /**
     * Appends one event.
     *
     * @return the event as recorded; with a key that was seen before, the event recorded then
     * @throws dev.khive.api.error.ConflictException when the key was seen with another verb, subject or payload
     */
    Event append(EventDraft draft);

    /** {@link #append} for up to the batch bound of events in one commit, in their order, all or none. */
    List<Event> appendAll(List<EventDraft> drafts);

    /** The event with this sequence; only on a handle that reads a single namespace. */
    Optional<Event> get(long sequence);

    /** A page of the events that the filter accepts. */
    Page<Event> list(Filter filter, Order order, PageRequest page);

    /** How many events the filter accepts, exactly. */
    long count(Filter filter);

    /**
     * The events after a sequence, in order and without a gap, at most {@code limit}; waits up to {@code wait} for the first
     * of them. Only on a handle that reads a single namespace. To follow the log, call again with the last sequence seen:
     * an event that commits late is never skipped.
     *
     * @param afterSequence 0 to begin at the beginning
     * @return empty when none came in time
     */
    List<Event> follow(long afterSequence, int limit, Duration wait);

    /** The sequence of the last event, 0 when there is none; only on a handle that reads a single namespace. */
    long lastSequence();
}
