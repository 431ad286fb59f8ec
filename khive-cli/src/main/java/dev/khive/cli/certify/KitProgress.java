package dev.khive.cli.certify;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** One line that says how far the kit is: rewritten on a terminal, a new one now and then elsewhere. Thread-safe. */
public final class KitProgress implements TestExecutionListener {
    private static final int WIDTH = 79;

    private final PrintWriter err;
    private final boolean terminal;
    private final long every;
    private final long started = System.nanoTime();
    private @Nullable TestPlan plan;
    private long shown = started;
    private int done;
    private int failed;
    private String suite = "";

    /**
     * A line that is not shown yet.
     *
     * @param terminal whether {@code err} is one
     */
    public KitProgress(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
        this.every = (terminal ? Duration.ofMillis(200) : Duration.ofSeconds(10)).toNanos();
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!test.isTest()) {
            return;
        }
        done++;
        if (result.getStatus() == TestExecutionResult.Status.FAILED) {
            failed++;
        }
        long now = System.nanoTime();
        if (now - shown >= every) {
            shown = now;
            suite = suite(test);
            show();
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan ended) {
        if (terminal) {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
        }
    }

    private void show() {
        String line = line();
        if (terminal) {
            String fitting = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
            err.print("\r" + fitting + " ".repeat(WIDTH - fitting.length()));
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** For example {@code 1,204 cases, 0 failed, 96 a second, traversals}. */
    synchronized String line() {
        double seconds = Math.max(1e-3, (System.nanoTime() - started) / 1e9);
        return String.format(
                Locale.ROOT, "%,d cases, %,d failed, %,.0f a second, %s", done, failed, done / seconds, suite);
    }

    /** The suite of the kit, which is the third from the root: engine, kit, suite. */
    private String suite(TestIdentifier test) {
        TestIdentifier at = test;
        TestPlan known = plan;
        while (known != null) {
            TestIdentifier parent = known.getParent(at).orElse(null);
            if (parent == null
                    || known.getParent(parent).flatMap(known::getParent).isEmpty()) {
                return at.getDisplayName();
            }
            at = parent;
        }
        return "";
    }
}
