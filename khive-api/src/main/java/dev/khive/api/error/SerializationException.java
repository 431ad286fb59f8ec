package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/** Two transactions could not be ordered, within the bound of automatic retries. */
public final class SerializationException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public SerializationException(String message) {
        this(message, ErrorContext.RETRYABLE, null);
    }

    /** An error with its cause. */
    public SerializationException(String message, @Nullable Throwable cause) {
        this(message, ErrorContext.RETRYABLE, cause);
    }

    /** An error with its context and, where there is one, its cause. */
    public SerializationException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.SERIALIZATION;
    }
}
