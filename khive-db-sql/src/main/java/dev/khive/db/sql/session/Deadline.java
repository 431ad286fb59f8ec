package dev.khive.db.sql.session;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An action that runs after a time unless it is called off before; once called off it has run or never will. */
final class Deadline {
    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Runnable action;
    private @Nullable Future<?> scheduled;
    private boolean over;

    private Deadline(Runnable action) {
        this.action = action;
    }

    /** What is called off is forgotten at once: at a hundred thousand reads a second the queue would be long. */
    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, task -> Thread.ofPlatform().name("khive-deadlines").daemon().unstarted(task));
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    static Deadline start(Duration limit, Runnable action) {
        Deadline deadline = new Deadline(action);
        deadline.scheduled = CLOCK.schedule(deadline::strike, limit.toNanos(), TimeUnit.NANOSECONDS);
        return deadline;
    }

    private synchronized void strike() {
        if (!over) {
            over = true;
            action.run();
        }
    }

    synchronized void callOff() {
        over = true;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
    }
}
