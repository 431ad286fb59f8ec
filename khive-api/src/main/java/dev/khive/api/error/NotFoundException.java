package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/** What was named is not there: a record, an edge's end, a vector field or a namespace. */
public final class NotFoundException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public NotFoundException(String message) {
        this(message, ErrorContext.NONE, null);
    }

    /** An error with its cause. */
    public NotFoundException(String message, @Nullable Throwable cause) {
        this(message, ErrorContext.NONE, cause);
    }

    /** An error with its context and, where there is one, its cause. */
    public NotFoundException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.NOT_FOUND;
    }
}
