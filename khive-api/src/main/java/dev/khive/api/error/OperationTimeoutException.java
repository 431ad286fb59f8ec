package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/** The call took longer than its limit and was ended; nothing of it was kept. */
public final class OperationTimeoutException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public OperationTimeoutException(String message) {
        this(message, ErrorContext.RETRYABLE, null);
    }

    /** An error with its cause. */
    public OperationTimeoutException(String message, @Nullable Throwable cause) {
        this(message, ErrorContext.RETRYABLE, cause);
    }

    /** An error with its context and, where there is one, its cause. */
    public OperationTimeoutException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.TIMEOUT;
    }
}
