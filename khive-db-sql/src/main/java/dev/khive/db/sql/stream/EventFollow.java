package dev.khive.db.sql.stream;

import dev.khive.api.ReadScope;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.store.Event;
import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.store.SqlEventStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The log of a scope without end. Each look is a short read of what comes after the last event seen; writers of a scope are serial,
 * so nothing can come to stand before it later. Between looks nothing is held.
 */
final class EventFollow implements BatchSource<Event> {
    static final ErrorContext CALL = ErrorContext.of("events", "follow");

    private final StreamRunner runner;
    private final ReadScope scope;
    private final JsonDialect json;
    private final Duration limit;
    private final AtomicReference<@Nullable BatchSource<Event>> looking = new AtomicReference<>();
    private volatile long seen;
    private volatile boolean closed;

    EventFollow(StreamRunner runner, ReadScope scope, JsonDialect json, Duration limit, long after) {
        this.runner = runner;
        this.scope = scope;
        this.json = json;
        this.limit = limit;
        this.seen = after;
    }

    @Override
    public CompletionStage<Batch<Event>> next(int most) {
        CompletableFuture<Batch<Event>> answer = new CompletableFuture<>();
        look(most, answer);
        return answer;
    }

    /** The count of commits is taken before the look, so that a commit in between is noticed. */
    private void look(int most, CompletableFuture<Batch<Event>> answer) {
        long after = seen;
        long commits = runner.commits();
        BatchSource<Event> events = runner.rows(new StreamRead<>(
                CALL, scope, 0, limit, null, scopes -> SqlEventStore.after(scopes, json, after, most)));
        looking.set(events);
        if (closed) {
            return;
        }
        // One more is asked for than there can be, so that the read ends with this batch.
        events.next(most + 1).whenComplete((batch, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (batch.items().isEmpty()) {
                awaitCommit(commits, most, answer);
            } else {
                hand(batch.items(), answer);
            }
        });
    }

    private void awaitCommit(long commits, int most, CompletableFuture<Batch<Event>> answer) {
        runner.commitAfter(commits).whenComplete((heard, failure) -> {
            if (failure != null) {
                answer.completeExceptionally(failure);
            } else if (!closed) {
                look(most, answer);
            }
        });
    }

    private void hand(List<Event> events, CompletableFuture<Batch<Event>> answer) {
        seen = events.get(events.size() - 1).sequence();
        answer.complete(new Batch<>(events, false));
    }

    @Override
    public void close() {
        closed = true;
        BatchSource<Event> look = looking.get();
        if (look != null) {
            look.close();
        }
    }
}
