package dev.khive.conformance.memory;

import dev.khive.api.Durability;
import dev.khive.api.Scope;
import dev.khive.api.WriteAck;
import dev.khive.api.store.Event;
import dev.khive.api.store.RecordIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One write of a scope, on a copy of its rows that takes their place when the write succeeds.
 *
 * @param number gives each new record its number
 * @param actor who the stores' own events say did it
 */
record Write(
        Scope scope,
        ScopeRows rows,
        Instant now,
        Durability durability,
        java.util.function.LongSupplier number,
        @Nullable String actor) {
    /** Logs a change, and gives the revision that it makes. */
    long record(String verb, String subjectType, UUID subject) {
        return append(verb, subjectType, subject, actor, Map.of()).sequence();
    }

    /** Appends an event to the log. */
    Event append(
            String verb, String subjectType, @Nullable UUID subject, @Nullable String by, Map<String, Object> payload) {
        Event event = new Event(
                RecordIds.next(), scope.namespace(), rows.version() + 1, verb, subjectType, subject, by, payload, now);
        rows.events.add(event);
        return event;
    }

    /** The receipt of what was written until now. */
    WriteAck ack() {
        return new WriteAck(scope, rows.version(), durability);
    }

    /** What a read in this write sees. */
    View view() {
        return new View(List.of(new View.Namespace(scope.namespace(), rows)), now);
    }
}
