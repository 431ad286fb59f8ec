package dev.khive.db.sql.scope;

import dev.khive.api.Durability;
import dev.khive.api.Scope;
import dev.khive.api.WriteAck;
import dev.khive.api.store.RecordIds;
import dev.khive.db.sql.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One write of a scope, inside a transaction whose scope row is locked. It numbers the changes, and {@link #finish} writes
 * their events and the scope's version, which only grows and has no gaps because writers of a scope are serial.
 */
public final class WriteUnit {
    private final ReadUnit reading;
    private final ScopeRow scope;
    private final Durability durability;
    private final @Nullable String actor;
    private final List<@Nullable Object[]> events = new ArrayList<>();
    private final GraphChanges changes = new GraphChanges();
    private final long begin;
    private long sequence;

    WriteUnit(ReadUnit reading, long lastSequence, Durability durability, @Nullable String actor) {
        this.reading = reading;
        this.scope = reading.single();
        this.begin = lastSequence;
        this.sequence = lastSequence;
        this.durability = durability;
        this.actor = actor;
    }

    /** The session of the transaction. */
    public Session session() {
        return reading.session();
    }

    /** Reads that see this write. */
    public ReadUnit reading() {
        return reading;
    }

    /** The scope that is written. */
    public Scope scope() {
        return scope.scope();
    }

    /** The id of the scope's row, which is there. */
    public long scopeId() {
        return scope.id();
    }

    /** When this write happens: microseconds UTC, the same for all of its changes. */
    public long now() {
        return reading.now();
    }

    /** The names of the database. */
    public Names names() {
        return reading.names();
    }

    /**
     * Logs the change of a record.
     *
     * @param verb {@code inserted}, {@code updated}, {@code deleted}, {@code erased} or {@code restored}
     * @param subjectType {@code entity}, {@code note}, {@code edge}, {@code vector}, {@code sparse} or {@code document}
     * @return the event's sequence, which is the record's new revision
     */
    public long record(String verb, String subjectType, UUID subject) {
        return record(RecordIds.next(), verb, subjectType, subject, actor, null, null);
    }

    /**
     * Logs an event of the application.
     *
     * @param payload as JSON, null when it is empty
     * @return its sequence
     */
    public long record(
            UUID id,
            String verb,
            String subjectType,
            @Nullable UUID subject,
            @Nullable String by,
            @Nullable String payload,
            @Nullable String idempotencyKey) {
        sequence++;
        events.add(new @Nullable Object[] {
            scope.id(), sequence, id, verb, subjectType, subject, by, payload, idempotencyKey, reading.now()
        });
        return sequence;
    }

    /** What this write changes in the counts of nodes and edges; who stores or erases a row says so here. */
    public GraphChanges changes() {
        return changes;
    }

    /** The receipt of this write, once nothing more is recorded in it. */
    public WriteAck ack() {
        return new WriteAck(scope.scope(), sequence, durability);
    }

    /** Writes the events, the counts and the version; whether there were any events. */
    boolean finish() {
        if (sequence == begin) {
            return false;
        }
        session().batch("""
                        INSERT INTO event (scope_id, sequence, uuid, verb, subject_type, subject, actor, payload,
                            idempotency_key, occurred_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, %s, ?, ?)""".formatted(session().profile().json().parameter()), events);
        if (changes.write(session(), scope.id())) {
            session().update("""
                            UPDATE scope
                            SET last_sequence = ?, shape = CASE WHEN shape = ? THEN shape ELSE ? END
                            WHERE scope_id = ?""", sequence, KnownFacts.NOT_TRUSTED, KnownFacts.newShape(), scope.id());
        } else {
            session().update("UPDATE scope SET last_sequence = ? WHERE scope_id = ?", sequence, scope.id());
        }
        return true;
    }
}
