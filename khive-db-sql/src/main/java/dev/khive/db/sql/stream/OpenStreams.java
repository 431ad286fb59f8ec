package dev.khive.db.sql.stream;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.UnavailableException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The subscriptions of a backend that have not ended; closing the backend ends them. */
final class OpenStreams {
    private final Set<DemandSubscription<?>> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Adds a subscription, which ends at once where the backend is closed. */
    void add(DemandSubscription<?> subscription) {
        subscriptions.add(subscription);
        if (closed) {
            end(subscription);
        }
    }

    void remove(DemandSubscription<?> subscription) {
        subscriptions.remove(subscription);
    }

    void close() {
        closed = true;
        subscriptions.forEach(OpenStreams::end);
    }

    private static void end(DemandSubscription<?> subscription) {
        subscription.end(new UnavailableException("The backend of this stream is closed.", ErrorContext.NONE, null));
    }
}
