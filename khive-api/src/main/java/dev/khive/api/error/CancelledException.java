package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A call was ended on its caller's wish: its thread was interrupted, or its result was closed by another thread. Nothing of it was
 * kept, and its connection serves others. A thread that was interrupted is so still.
 */
public final class CancelledException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public CancelledException(String message) {
        this(message, ErrorContext.NONE, null);
    }

    /** An error with its context and, where there is one, its cause. */
    public CancelledException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.CANCELLED;
    }
}
