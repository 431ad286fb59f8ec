package dev.khive.db.sql.session;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An action that runs after a time, or soon after somebody was interrupted, unless it is called off before; once called off it
 * has run or never will.
 */
final class Deadline {
    /** How long an interrupt may go unnoticed. */
    private static final long LOOK_EVERY = Duration.ofMillis(50).toNanos();

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final long begin = System.nanoTime();
    private final long limit;
    private final BooleanSupplier interrupted;
    private final Consumer<Ending> action;
    private @Nullable Future<?> scheduled;
    private boolean over;

    private Deadline(Duration limit, BooleanSupplier interrupted, Consumer<Ending> action) {
        this.limit = limit.toNanos();
        this.interrupted = interrupted;
        this.action = action;
    }

    /** What is called off is forgotten at once: at a hundred thousand reads a second the queue would be long. */
    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().name("khive-deadlines").daemon().unstarted(task));
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    static Deadline start(Duration limit, BooleanSupplier interrupted, Consumer<Ending> action) {
        Deadline deadline = new Deadline(limit, interrupted, action);
        deadline.schedule(deadline.limit);
        return deadline;
    }

    private synchronized void schedule(long left) {
        scheduled = CLOCK.schedule(this::look, Math.min(left, LOOK_EVERY), TimeUnit.NANOSECONDS);
    }

    private synchronized void look() {
        if (over) {
            return;
        }
        long left = limit - (System.nanoTime() - begin);
        boolean cancelled = interrupted.getAsBoolean();
        if (!cancelled && left > 0) {
            schedule(left);
            return;
        }
        over = true;
        action.accept(cancelled ? Ending.CANCELLED : Ending.TIMEOUT);
    }

    synchronized void callOff() {
        over = true;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }
}
