package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/** What was to be made new is there already. */
public final class AlreadyExistsException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public AlreadyExistsException(String message) {
        this(message, ErrorContext.NONE, null);
    }

    /** An error with its cause. */
    public AlreadyExistsException(String message, @Nullable Throwable cause) {
        this(message, ErrorContext.NONE, cause);
    }

    /** An error with its context and, where there is one, its cause. */
    public AlreadyExistsException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.ALREADY_EXISTS;
    }
}
