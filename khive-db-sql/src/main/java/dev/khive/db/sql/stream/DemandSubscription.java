package dev.khive.db.sql.stream;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscriber and its source. Whatever happens, a request, a batch, an end, is written down and then worked off by one thread at
 * a time, a virtual one, which alone touches the fields without a thread-safe type; so signals never meet and a request never
 * calls the subscriber back. The numbers are those of the rules of Reactive Streams.
 */
final class DemandSubscription<T> implements Flow.Subscription {
    private static final int ITEMS_AT_A_TIME = 512;

    private sealed interface Answer<T> {
        record Items<T>(Batch<T> batch) implements Answer<T> {}

        record Failed<T>(Throwable failure) implements Answer<T> {}
    }

    private final BatchSource<T> source;
    private final Consumer<DemandSubscription<T>> whenOver;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> ending = new AtomicReference<>();
    private final AtomicReference<@Nullable Answer<T>> answer = new AtomicReference<>();

    /** Begins at 1, so that nothing is worked off before the subscriber has its subscription (1.3). */
    private final AtomicInteger happened = new AtomicInteger(1);

    private volatile boolean cancelled;

    // Of the thread that works.
    private final Queue<T> ready = new ArrayDeque<>();
    private Flow.@Nullable Subscriber<? super T> subscriber;
    private @Nullable Throwable failure;
    private boolean asking;
    private boolean last;

    DemandSubscription(
            Flow.Subscriber<? super T> subscriber, BatchSource<T> source, Consumer<DemandSubscription<T>> whenOver) {
        this.subscriber = subscriber;
        this.source = source;
        this.whenOver = whenOver;
    }

    /** Hands the subscription over, and from then on signals. */
    void begin(Flow.Subscriber<? super T> to) {
        try {
            to.onSubscribe(this);
        } catch (Throwable broken) {
            cancelled = true;
            throw broken;
        } finally {
            startWorking();
        }
    }

    @Override
    public void request(long items) {
        if (items < 1) {
            end(new IllegalArgumentException(
                    "A subscriber must request at least 1 item and requested " + items + " (rule 3.9)."));
        } else {
            demand.accumulateAndGet(items, DemandSubscription::added);
            happened();
        }
    }

    /** More than can be counted is without bound (3.17). */
    private static long added(long before, long more) {
        long sum = before + more;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    @Override
    public void cancel() {
        cancelled = true;
        happened();
    }

    /** Ends the stream with an error, if it has not ended. */
    void end(Throwable reason) {
        ending.compareAndSet(null, reason);
        happened();
    }

    private void happened() {
        if (happened.getAndIncrement() == 0) {
            startWorking();
        }
    }

    private void startWorking() {
        Thread.ofVirtual().name("khive-stream").start(this::work);
    }

    /** An error that the subscriber throws (2.13) ends the work for good and goes to the thread's handler. */
    private void work() {
        int seen = happened.get();
        do {
            step();
            seen = happened.addAndGet(-seen);
        } while (seen != 0);
    }

    private void step() {
        if (subscriber == null) {
            return;
        }
        take(answer.getAndSet(null));
        askAhead();
        deliver();
        if (cancelled) {
            over();
            closeSource();
        } else if (ending.get() != null) {
            closeSource();
            signalError(ending.get());
        } else if (ready.isEmpty() && failure != null) {
            signalError(failure);
        } else if (ready.isEmpty() && last) {
            Flow.Subscriber<? super T> to = over();
            if (to != null) {
                to.onComplete();
            }
        } else {
            askAhead();
        }
    }

    private void take(@Nullable Answer<T> arrived) {
        switch (arrived) {
            case Answer.Items<T>(Batch<T> batch) -> {
                asking = false;
                ready.addAll(batch.items());
                last = batch.last();
            }
            case Answer.Failed<T>(Throwable error) -> {
                asking = false;
                failure = error;
            }
            case null -> {}
        }
    }

    /** What was requested beyond what is ready is read while the subscriber is at work. */
    private void askAhead() {
        long wanted = demand.get() - ready.size();
        if (wanted > 0 && !asking && !last && failure == null && !isEnding()) {
            asking = true;
            source.next((int) Math.min(wanted, ITEMS_AT_A_TIME)).whenComplete((batch, error) -> {
                answer.set(error == null ? new Answer.Items<>(batch) : new Answer.Failed<>(unwrapped(error)));
                happened();
            });
        }
    }

    private void deliver() {
        Flow.Subscriber<? super T> to = subscriber;
        while (to != null && !isEnding() && demand.get() > 0) {
            T item = ready.poll();
            if (item == null) {
                return;
            }
            demand.getAndUpdate(left -> left == Long.MAX_VALUE ? left : left - 1);
            try {
                to.onNext(item);
            } catch (Throwable broken) {
                over();
                closeSource();
                throw broken;
            }
        }
    }

    private boolean isEnding() {
        return cancelled || ending.get() != null;
    }

    private void signalError(@Nullable Throwable error) {
        Flow.Subscriber<? super T> to = over();
        if (to != null && error != null) {
            to.onError(error);
        }
    }

    /** Forgets the subscriber (3.13), which gets no signal after the one that follows (1.7). */
    private Flow.@Nullable Subscriber<? super T> over() {
        Flow.Subscriber<? super T> before = subscriber;
        subscriber = null;
        ready.clear();
        whenOver.accept(this);
        return before;
    }

    /** A source that has ended by itself holds nothing. */
    private void closeSource() {
        if (!last && failure == null) {
            source.close();
        }
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}
