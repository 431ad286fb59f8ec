package dev.khive.db.sql.store;

import dev.khive.api.Bounds;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.Event;
import dev.khive.api.store.EventDraft;
import dev.khive.api.store.EventStore;
import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.scope.ScopeVersions;
import dev.khive.db.sql.session.RowStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The log in an SQL table. Writers of a scope are serial, so sequences have no gaps and are committed in their order; a follower that
 * asks for what comes after a sequence can miss nothing.
 */
public final class SqlEventStore implements EventStore {
    private static final EventShape SHAPE = new EventShape();

    private final ScopeAccess access;
    private final RecordLists<Event> lists = new RecordLists<>(SHAPE);

    /** The store of a handle. */
    public SqlEventStore(ScopeAccess access) {
        this.access = access;
    }

    private static ErrorContext call(String operation) {
        return ErrorContext.of("events", operation);
    }

    @Override
    public Event append(EventDraft draft) {
        return append(call("append"), List.of(draft)).get(0);
    }

    @Override
    public List<Event> appendAll(List<EventDraft> drafts) {
        return append(call("appendAll"), drafts);
    }

    private List<Event> append(ErrorContext call, List<EventDraft> drafts) {
        List<PreparedEvent> events = access.check(call, () -> {
            Bounds.require(
                    "The number of events in the batch",
                    drafts.size(),
                    access.bounds().batch());
            return drafts.stream()
                    .map(draft -> PreparedEvent.of(draft, access.bounds()))
                    .toList();
        });
        return access.write(call, unit -> new EventAppender(unit, SHAPE).append(events));
    }

    @Override
    public Optional<Event> get(long sequence) {
        return access.read(call("get"), unit -> {
            unit.single();
            return after(unit, sequence - 1, 1).stream()
                    .filter(event -> event.sequence() == sequence)
                    .findFirst();
        });
    }

    @Override
    public Page<Event> list(Filter filter, Order order, PageRequest page) {
        return access.read(call("list"), unit -> lists.page(unit, filter, order, page, Liveness.ANY, access.bounds()));
    }

    @Override
    public long count(Filter filter) {
        return access.read(call("count"), unit -> lists.count(unit, filter, Liveness.ANY));
    }

    @Override
    public List<Event> follow(long afterSequence, int limit, Duration wait) {
        ErrorContext call = call("follow");
        access.check(call, () -> {
            checkFollow(afterSequence, limit, wait);
            return limit;
        });
        List<Event> events = new ArrayList<>();
        access.readUntil(call, wait, unit -> events.addAll(after(unit, afterSequence, limit)));
        return List.copyOf(events);
    }

    private void checkFollow(long afterSequence, int limit, Duration wait) {
        if (afterSequence < 0 || limit < 1 || wait.isNegative()) {
            throw new InvalidInputException(
                    "To follow takes a sequence of 0 or more, a limit of 1 or more and a wait that is"
                            + " not negative; given were " + afterSequence + ", " + limit + " and " + wait + ".");
        }
        Bounds.require("The limit", limit, access.bounds().results());
    }

    @Override
    public long lastSequence() {
        return access.read(call("lastSequence"), unit -> ScopeVersions.of(unit.session(), unit.single()));
    }

    private static List<Event> after(ReadUnit unit, long sequence, int limit) {
        unit.single();
        return unit.session().query(after(unit.rows(), unit.session().profile().json(), sequence, limit));
    }

    /** The first events of a single namespace after a sequence. */
    public static RowStatement<Event> after(ScopeRows scopes, JsonDialect json, long sequence, int limit) {
        return new RowStatement<>(
                "SELECT " + SHAPE.columns(json)
                        + " FROM event r WHERE r.scope_id = ? AND r.sequence > ? ORDER BY r.sequence LIMIT ?",
                List.of(scopes.scopes().get(0).id(), sequence, limit),
                SHAPE.reader(scopes));
    }
}
