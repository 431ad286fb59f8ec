package dev.khive.db.sql.stream;

import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/** Gives each subscriber a source of its own. */
final class StreamPublisher<T> implements Flow.Publisher<T> {
    private final OpenStreams open;
    private final Supplier<BatchSource<T>> sources;

    StreamPublisher(OpenStreams open, Supplier<BatchSource<T>> sources) {
        this.open = open;
        this.sources = sources;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        DemandSubscription<T> subscription = new DemandSubscription<>(subscriber, sources.get(), open::remove);
        open.add(subscription);
        subscription.begin(subscriber);
    }
}
