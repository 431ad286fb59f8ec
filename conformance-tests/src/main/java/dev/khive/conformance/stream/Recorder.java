package dev.khive.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A subscriber that writes down what it is told and requests what the test says. Thread-safe. */
public final class Recorder<T> implements Flow.Subscriber<T> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<T> items = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Flow.@Nullable Subscription subscription;
    private @Nullable Throwable error;
    private boolean completed;
    private boolean inSignal;

    /** A recorder that has subscribed and requested nothing. */
    public static <T> Recorder<T> of(Flow.Publisher<T> publisher) {
        Recorder<T> recorder = new Recorder<>();
        publisher.subscribe(recorder);
        return recorder;
    }

    /** Every item of a stream that ends. */
    public static <T> List<T> all(Flow.Publisher<T> publisher) {
        Recorder<T> recorder = of(publisher);
        recorder.request(Long.MAX_VALUE);
        recorder.awaitEnd();
        Throwable error = recorder.error;
        if (error != null) {
            throw new AssertionError("The stream failed.", error);
        }
        return recorder.items();
    }

    /** The error that a stream ends with when everything is requested. */
    public static Throwable failure(Flow.Publisher<?> publisher) {
        Recorder<?> recorder = of(publisher);
        recorder.request(Long.MAX_VALUE);
        return recorder.awaitError();
    }

    /** Requests items. */
    public Recorder<T> request(long number) {
        subscription().request(number);
        return this;
    }

    /** Cancels. */
    public void cancel() {
        subscription().cancel();
    }

    /** Waits until there are so many items, and says which there are. */
    public List<T> awaitItems(int number) {
        await(() -> items.size() >= number || error != null || completed, number + " items");
        return items();
    }

    /** Waits until the stream has ended, well or with an error. */
    public void awaitEnd() {
        await(() -> completed || error != null, "the end");
    }

    /** Waits for the error. */
    public Throwable awaitError() {
        awaitEnd();
        return Objects.requireNonNull(error, "the stream completed and was to fail");
    }

    /** The items so far, after looking that no rule was broken on the way. */
    public List<T> items() {
        lock.lock();
        try {
            assertThat(faults).as("signals that should not have come").isEmpty();
            return List.copyOf(items);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the stream has ended. */
    public boolean ended() {
        lock.lock();
        try {
            return completed || error != null;
        } finally {
            lock.unlock();
        }
    }

    private Flow.Subscription subscription() {
        return Objects.requireNonNull(subscription, "subscribed");
    }

    private void await(BooleanSupplier condition, String what) {
        long remaining = PATIENCE.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean()) {
                assertThat(remaining)
                        .as("waited too long for %s; there are %d", what, items.size())
                        .isPositive();
                remaining = changed.awaitNanos(remaining);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + what, interrupted);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(T item) {
        signal(() -> items.add(item));
    }

    @Override
    public void onError(Throwable thrown) {
        signal(() -> error = thrown);
    }

    @Override
    public void onComplete() {
        signal(() -> completed = true);
    }

    /** The lock is let go between entering and leaving, so that two signals at once are noticed. */
    private void signal(Runnable record) {
        enter();
        lock.lock();
        try {
            record.run();
            inSignal = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        lock.lock();
        try {
            if (inSignal) {
                faults.add("two signals at once (rule 1.3)");
            }
            if (completed || error != null) {
                faults.add("a signal after the last (rule 1.7)");
            }
            if (!Thread.currentThread().isVirtual()) {
                faults.add("a signal in the thread " + Thread.currentThread().getName());
            }
            inSignal = true;
        } finally {
            lock.unlock();
        }
    }
}
