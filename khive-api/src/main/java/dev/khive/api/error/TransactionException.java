package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/** A transaction was used in a way that it does not allow, or could not be committed. */
public final class TransactionException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public TransactionException(String message) {
        this(message, ErrorContext.NONE, null);
    }

    /** An error with its cause. */
    public TransactionException(String message, @Nullable Throwable cause) {
        this(message, ErrorContext.NONE, cause);
    }

    /** An error with its context and, where there is one, its cause. */
    public TransactionException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.TRANSACTION;
    }
}
