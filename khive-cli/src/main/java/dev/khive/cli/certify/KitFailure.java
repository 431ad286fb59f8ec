package dev.khive.cli.certify;

import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Keeps what ended the kit itself, beside the failures of its cases. */
final class KitFailure implements TestExecutionListener {
    private @Nullable Throwable first;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isContainer() && first == null) {
            first = result.getThrowable().orElse(null);
        }
    }

    IllegalStateException asException() {
        return new IllegalStateException(
                "The kit ended before it could judge" + (first == null ? "." : ": " + first.getMessage()), first);
    }
}
