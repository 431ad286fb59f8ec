package dev.khive.api.error;

import org.jspecify.annotations.Nullable;

/** An index could not be built, was found damaged, or disagrees with its table. */
public final class IndexMaintenanceException extends KhiveException {
    private static final long serialVersionUID = 1L;

    /** An error with a sentence alone. */
    public IndexMaintenanceException(String message) {
        this(message, ErrorContext.NONE, null);
    }

    /** An error with its cause. */
    public IndexMaintenanceException(String message, @Nullable Throwable cause) {
        this(message, ErrorContext.NONE, cause);
    }

    /** An error with its context and, where there is one, its cause. */
    public IndexMaintenanceException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, context, cause);
    }

    @Override
    public ErrorCategory category() {
        return ErrorCategory.INDEX_MAINTENANCE;
    }
}
