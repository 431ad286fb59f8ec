package dev.khive.db.sql.session;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An action that runs after a time unless it is called off before; once called off it has run or never will. */
final class Deadline {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().name("khive-deadlines").daemon().unstarted(task));

    private final Runnable action;
    private boolean over;

    private Deadline(Runnable action) {
        this.action = action;
    }

    static Deadline start(Duration limit, Runnable action) {
        Deadline deadline = new Deadline(action);
        var unused = CLOCK.schedule(deadline::strike, limit.toNanos(), TimeUnit.NANOSECONDS);
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
    }
}
