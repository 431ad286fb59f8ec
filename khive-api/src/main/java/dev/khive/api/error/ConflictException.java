package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/** A compare-and-swap met another revision than the one it was given, or two definitions disagree. */
public final class ConflictException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public ConflictException(String message) {
        this(message, ErrorContext.NONE, null);
    }

    /** An error with its cause. */
    public ConflictException(String message, @Nullable Throwable cause) {
        this(message, ErrorContext.NONE, cause);
    }

    /** An error with its context and, where there is one, its cause. */
    public ConflictException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.CONFLICT;
    }
}
