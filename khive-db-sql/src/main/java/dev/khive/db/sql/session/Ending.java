package dev.khive.db.sql.session;

import dev.khive.api.error.CancelledException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.OperationTimeoutException;
import org.jspecify.annotations.Nullable;

/** Why a statement is ended before it is done. */
enum Ending {
    /** Its time is over. */
    TIMEOUT,
    /** Nobody waits for it any more. */
    CANCELLED;

    KhiveException error(ErrorContext context, @Nullable Throwable cause) {
        return switch (this) {
            case TIMEOUT ->
                new OperationTimeoutException("The call took longer than its limit and was ended.", context, cause);
            case CANCELLED ->
                new CancelledException(
                        "The call was ended: its thread was interrupted, or its result or backend was closed.",
                        context.withRetryable(false),
                        cause);
        };
    }
}
