package dev.khive.api.store;

import dev.khive.api.WriteAck;
import dev.khive.api.error.ErrorCategory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch: {@code attempted = written + failures.size()}, always.
 *
 * @param attempted how many items were given
 * @param written how many are stored now
 * @param failures one for each item that is not, in the order of the batch, never cut short
 * @param ack the receipt; its version is the one before when nothing was written
 */
public record BatchResult(int attempted, int written, List<Failure> failures, WriteAck ack) {
    /** Copies the failures. */
    public BatchResult {
        failures = List.copyOf(failures);
    }

    /** How many items are not stored. */
    public int failed() {
        return failures.size();
    }

    /**
     * An item that was not stored.
     *
     * @param index its place in the batch, from 0
     * @param id what names it, null when it had no id yet
     * @param category the kind of error
     * @param retryable whether the same item may succeed later
     * @param message the error's sentence
     */
    public record Failure(int index, @Nullable String id, ErrorCategory category, boolean retryable, String message) {}
}
