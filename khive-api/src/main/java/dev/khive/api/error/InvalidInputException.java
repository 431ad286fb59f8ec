package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/** The call itself is wrong: a value out of its bounds, an empty scope, a query that does not parse. */
public non-sealed class InvalidInputException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public InvalidInputException(String message) {
        this(message, ErrorContext.NONE, null);
    }

    /** An error with its cause. */
    public InvalidInputException(String message, @Nullable Throwable cause) {
        this(message, ErrorContext.NONE, cause);
    }

    /** An error with its context and, where there is one, its cause. */
    public InvalidInputException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.INVALID_INPUT;
    }
}
