package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/** The database or its driver failed in a way that has no category of its own. */
public final class DriverException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public DriverException(String message) {
        this(message, ErrorContext.NONE, null);
    }

    /** An error with its cause. */
    public DriverException(String message, @Nullable Throwable cause) {
        this(message, ErrorContext.NONE, cause);
    }

    /** An error with its context and, where there is one, its cause. */
    public DriverException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.DRIVER;
    }
}
