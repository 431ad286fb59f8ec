package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/** The database cannot be reached, is locked, is full, or its pool has no connection free. */
public final class UnavailableException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public UnavailableException(String message) {
        this(message, ErrorContext.RETRYABLE, null);
    }

    /** An error with its cause. */
    public UnavailableException(String message, @Nullable Throwable cause) {
        this(message, ErrorContext.RETRYABLE, cause);
    }

    /** An error with its context and, where there is one, its cause. */
    public UnavailableException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.UNAVAILABLE;
    }
}
