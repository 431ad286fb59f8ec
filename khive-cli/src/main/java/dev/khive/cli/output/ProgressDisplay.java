package dev.khive.cli.output;

import dev.khive.api.Progress;
import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on a terminal for a step that takes more than a second, and nothing at all elsewhere. Thread-safe. */
public final class ProgressDisplay implements Progress, AutoCloseable {
    private static final long PATIENCE_MILLIS = 1000;
    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final @Nullable ScheduledExecutorService clock;
    private @Nullable ProgressBar bar;
    private String step = "";
    private long done;
    private long total = -1;
    private boolean patient = true;

    /**
     * A display that shows nothing yet.
     *
     * @param err where to draw
     * @param terminal whether that is a terminal
     */
    public ProgressDisplay(PrintWriter err, boolean terminal) {
        this.err = err;
        this.clock = terminal ? startClock() : null;
    }

    private ScheduledExecutorService startClock() {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                task -> Thread.ofPlatform().daemon().name("khive-progress").unstarted(task));
        var unused = timer.schedule(this::losePatience, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        return timer;
    }

    @Override
    public synchronized void report(String newStep, long newDone, long newTotal) {
        if (clock == null) {
            return;
        }
        if (!newStep.equals(step)) {
            hideBar();
            step = newStep;
        }
        done = newDone;
        total = newTotal;
        if (!patient) {
            draw();
        }
    }

    @Override
    public void close() {
        finish();
    }

    /** Takes the bar away for good, so that other text can be written. */
    public synchronized void finish() {
        if (clock != null) {
            clock.shutdownNow();
        }
        hideBar();
        patient = true;
    }

    private synchronized void losePatience() {
        patient = false;
        if (!step.isEmpty()) {
            draw();
        }
    }

    private void draw() {
        if (bar == null) {
            bar = ProgressBar.builder()
                    .setTaskName(step)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new DelegatingProgressBarConsumer(this::print, WIDTH))
                    .build();
        }
        bar.maxHint(total);
        bar.stepTo(done);
    }

    private void print(String line) {
        err.print("\r" + line);
        err.flush();
    }

    private void hideBar() {
        if (bar != null) {
            bar.close();
            bar = null;
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
        }
    }
}
