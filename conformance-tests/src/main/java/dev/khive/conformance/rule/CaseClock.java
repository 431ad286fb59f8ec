package dev.khive.conformance.rule;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;

/**
 * Runs the cases of a kit, each in a thread of its own that is left behind when it takes too long, so that a backend that hangs
 * fails and does not stop the kit. Thread-safe.
 */
final class CaseClock {
    private static final int MOST_OVERDUE = 5;
    private static final int SHOWN_FRAMES = 12;

    private final AtomicInteger overdue = new AtomicInteger();

    /**
     * Runs a case.
     *
     * @throws AssertionError when it does not end within the limit, with where it stands, or when five cases before it did not
     * @throws Throwable what the case throws
     */
    @SuppressWarnings("IllegalCatch") // What the case throws is thrown in the thread of the kit.
    void run(Duration limit, Invocation<@Nullable Void> invocation) throws Throwable {
        if (overdue.get() >= MOST_OVERDUE) {
            invocation.skip();
            throw new AssertionError("The case was not run: " + MOST_OVERDUE + " cases before it did not end within "
                    + limit + ", and what they left behind may hold locks.");
        }
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        Thread thread = Thread.ofPlatform().name("khive-case").daemon().start(() -> {
            try {
                invocation.proceed();
            } catch (Throwable failure) {
                thrown.set(failure);
            }
        });
        await(thread, limit);
        Throwable failure = thrown.get();
        if (failure != null) {
            throw failure;
        }
    }

    private void await(Thread thread, Duration limit) throws InterruptedException {
        boolean ended;
        try {
            ended = thread.join(limit);
        } catch (InterruptedException interrupted) {
            thread.interrupt();
            throw interrupted;
        }
        if (!ended) {
            overdue.incrementAndGet();
            String stands = Arrays.stream(thread.getStackTrace())
                    .limit(SHOWN_FRAMES)
                    .map(frame -> "\n    at " + frame)
                    .collect(Collectors.joining());
            thread.interrupt();
            throw new AssertionError("The case did not end within " + limit + "; it stands" + stands);
        }
    }
}
