package dev.khive.db.sql.store;

import dev.khive.api.error.ConflictException;
import dev.khive.api.store.Event;
import dev.khive.api.store.RecordIds;
import dev.khive.db.sql.scope.WriteUnit;
import dev.khive.db.sql.session.Micros;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Appends the application's events in one write, each idempotency key once. */
final class EventAppender {
    private final WriteUnit unit;
    private final EventShape shape;
    private final Map<String, Event> appended = new HashMap<>();

    EventAppender(WriteUnit unit, EventShape shape) {
        this.unit = unit;
        this.shape = shape;
    }

    List<Event> append(List<PreparedEvent> events) {
        List<Event> recorded = new ArrayList<>(events.size());
        events.forEach(event -> recorded.add(append(event)));
        return List.copyOf(recorded);
    }

    private Event append(PreparedEvent event) {
        String key = event.draft().idempotencyKey();
        if (key == null) {
            return record(event);
        }
        Optional<Event> seen = Optional.ofNullable(appended.get(key)).or(() -> stored(key));
        if (seen.isPresent() && !event.same(seen.get())) {
            throw new ConflictException("The idempotency key \"" + key + "\" belongs to the event "
                    + seen.get().sequence() + ", which has another verb, subject or payload.");
        }
        Event recorded = seen.orElseGet(() -> record(event));
        appended.put(key, recorded);
        return recorded;
    }

    private Optional<Event> stored(String key) {
        return unit.session()
                .first(
                        "SELECT " + shape.columns(unit.session().profile().json())
                                + " FROM event r WHERE r.scope_id = ? AND r.idempotency_key = ?",
                        List.of(unit.scopeId(), key),
                        shape.reader(unit.reading().rows()));
    }

    private Event record(PreparedEvent event) {
        UUID id = RecordIds.next();
        long sequence = unit.record(
                id,
                event.draft().verb(),
                event.draft().subjectType(),
                event.draft().subject(),
                event.draft().actor(),
                event.json(),
                event.draft().idempotencyKey());
        return new Event(
                id,
                unit.scope().namespace(),
                sequence,
                event.draft().verb(),
                event.draft().subjectType(),
                event.draft().subject(),
                event.draft().actor(),
                event.payload(),
                Micros.toInstant(unit.now()));
    }
}
