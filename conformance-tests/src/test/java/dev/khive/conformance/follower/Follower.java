package dev.khive.conformance.follower;

import dev.khive.api.Backend;
import dev.khive.api.BackendTransaction;
import dev.khive.api.Bounds;
import dev.khive.api.Capability;
import dev.khive.api.Freshness;
import dev.khive.api.Khive;
import dev.khive.api.Operations;
import dev.khive.api.Ownership;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Standing;
import dev.khive.api.Storage;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnsupportedCapabilityException;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Entity;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Event;
import dev.khive.api.store.SqlAccess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The entities of a source in memory, event by event. It follows only when a strict or a balanced read asks it to, and so lags
 * behind at all other times. Thread-safe.
 */
final class Follower implements Backend {
    private static final int EVENTS_AT_ONCE = 100;

    private final Ownership ownership;
    private final Source source;
    private final Backend copy = Khive.open("memory:");
    private final Map<Scope, Long> reached = new ConcurrentHashMap<>();

    Follower(Ownership ownership, Source source) {
        this.ownership = ownership;
        this.source = source;
        if (ownership == Ownership.SNAPSHOT) {
            source.scopes().forEach(this::follow);
        }
    }

    /** Applies every event that the source has acknowledged. */
    private synchronized void follow(Scope scope) {
        Storage from = source.backend().in(scope);
        List<Event> events = from.events().follow(reached(scope), EVENTS_AT_ONCE, Duration.ZERO);
        while (!events.isEmpty()) {
            events.forEach(event -> apply(event, from, copy.in(scope)));
            reached.put(scope, events.getLast().sequence());
            events = from.events().follow(reached(scope), EVENTS_AT_ONCE, Duration.ZERO);
        }
    }

    private static void apply(Event event, Storage from, Storage to) {
        if (event.subject() == null) {
            return;
        }
        Optional<Entity> entity = from.entities().get(event.subject());
        if (entity.isPresent()) {
            to.entities()
                    .upsert(new EntityDraft(
                            entity.get().id(),
                            entity.get().labels(),
                            entity.get().properties()));
        } else {
            to.entities().delete(event.subject(), DeleteMode.HARD);
        }
    }

    /** The last event of the source that was applied. */
    long reached(Scope scope) {
        return reached.getOrDefault(scope, 0L);
    }

    Standing standing(Scope scope, Freshness freshness) {
        return switch (ownership) {
            case WRITE_THROUGH -> throw new IllegalStateException("A follower does not own its data.");
            case SNAPSHOT -> Standing.proven(ownership, reached(scope));
            case EVENT_FEED -> followed(scope, freshness, "It was not asked for events after " + reached(scope) + ".");
            case BEST_EFFORT -> {
                Standing standing = followed(scope, freshness, "");
                yield Standing.unproven(ownership, standing.version(), "Not every change is told to this backend.");
            }
        };
    }

    private Standing followed(Scope scope, Freshness freshness, String notAsked) {
        if (freshness == Freshness.EVENTUAL) {
            return new Standing(ownership, reached(scope), notAsked.isEmpty(), notAsked);
        }
        try {
            follow(scope);
            return Standing.proven(ownership, reached(scope));
        } catch (KhiveException unreachable) {
            return Standing.unproven(
                    ownership,
                    reached(scope),
                    "The source could not be asked for events after " + reached(scope) + ": "
                            + unreachable.getMessage());
        }
    }

    @Override
    public String name() {
        return "follower";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.ENTITIES);
    }

    @Override
    public Ownership ownership() {
        return ownership;
    }

    @Override
    public Bounds bounds() {
        return copy.bounds();
    }

    @Override
    public Storage in(Scope scope) {
        return FollowerStorage.of(this, scope, copy.in(scope));
    }

    @Override
    public Storage reading(ReadScope scope) {
        return copy.reading(scope);
    }

    @Override
    public List<String> namespaces(String tenant) {
        return copy.namespaces(tenant);
    }

    @Override
    public <T> T transaction(Function<BackendTransaction, T> work) {
        throw new UnsupportedCapabilityException(Capability.TRANSACTIONS, "A follower has no TRANSACTIONS.");
    }

    @Override
    public SqlAccess sql() {
        throw new UnsupportedCapabilityException(Capability.SQL_ACCESS, "A follower has no SQL_ACCESS.");
    }

    @Override
    public Operations operations() {
        return copy.operations();
    }

    @Override
    public void close() {
        copy.close();
    }
}
