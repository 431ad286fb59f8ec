package dev.khive.db.sql.session;

import dev.khive.api.error.KhiveException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * An action that runs after a time, or soon after somebody was interrupted, unless it is called off before; once called off it
 * has run or never will. A thread looks at all of them now and then: most are called off within a millisecond, and to wake
 * somebody for each would take longer than many a statement.
 */
final class Deadline {
    /** How long an interrupt may go unnoticed. */
    private static final long LOOK_EVERY = Duration.ofMillis(50).toNanos();

    private static final Watch WATCH = new Watch();

    private final long begin = System.nanoTime();
    private final long limit;
    private final BooleanSupplier interrupted;
    private final Consumer<Ending> action;
    private boolean over;

    private Deadline(Duration limit, BooleanSupplier interrupted, Consumer<Ending> action) {
        this.limit = limit.toNanos();
        this.interrupted = interrupted;
        this.action = action;
    }

    static Deadline start(Duration limit, BooleanSupplier interrupted, Consumer<Ending> action) {
        Deadline deadline = new Deadline(limit, interrupted, action);
        WATCH.add(deadline);
        return deadline;
    }

    void callOff() {
        WATCH.remove(this);
        synchronized (this) {
            over = true;
        }
    }

    /** Runs the action where it is time; how many nanoseconds are left until the next look. */
    private synchronized long look() {
        if (over) {
            return LOOK_EVERY;
        }
        long left = limit - (System.nanoTime() - begin);
        boolean cancelled = interrupted.getAsBoolean();
        if (cancelled || left <= 0) {
            over = true;
            act(cancelled ? Ending.CANCELLED : Ending.TIMEOUT);
        }
        return over ? LOOK_EVERY : Math.min(left, LOOK_EVERY);
    }

    private void act(Ending reason) {
        try {
            action.accept(reason);
        } catch (KhiveException unreachable) {
            // A server that cannot be told to end a statement ends it by its own limit, and the other deadlines must
            // not wait.
        }
    }

    /** The thread that looks, and sleeps while there was nothing to look at for a while. */
    private static final class Watch {
        private static final int EMPTY_LOOKS = 20;

        private final Set<Deadline> waiting = ConcurrentHashMap.newKeySet();
        private final Thread thread =
                Thread.ofPlatform().name("khive-deadlines").daemon().unstarted(this::run);
        private volatile boolean asleep;

        Watch() {
            thread.start();
        }

        void add(Deadline deadline) {
            waiting.add(deadline);
            if (asleep || deadline.limit < LOOK_EVERY) {
                LockSupport.unpark(thread);
            }
        }

        void remove(Deadline deadline) {
            waiting.remove(deadline);
        }

        private void run() {
            int empty = 0;
            while (true) {
                long next = LOOK_EVERY;
                for (Deadline deadline : waiting) {
                    next = Math.min(next, deadline.look());
                }
                empty = waiting.isEmpty() ? empty + 1 : 0;
                if (empty < EMPTY_LOOKS) {
                    LockSupport.parkNanos(this, next);
                } else {
                    sleep();
                    empty = 0;
                }
            }
        }

        /** Whoever adds a deadline sees that this sleeps, or this sees the deadline. */
        private void sleep() {
            asleep = true;
            if (waiting.isEmpty()) {
                LockSupport.park(this);
            }
            asleep = false;
        }
    }
}
