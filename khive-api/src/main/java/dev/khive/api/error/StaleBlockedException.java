package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A strict read whose answer could not be proven to be current; nothing was read. A balanced or an eventual read is answered, and
 * says what it is.
 */
public final class StaleBlockedException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public StaleBlockedException(String message) {
        this(message, ErrorContext.NONE, null);
    }

    /** An error with its context and, where there is one, its cause. */
    public StaleBlockedException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.STALE_BLOCKED;
    }
}
