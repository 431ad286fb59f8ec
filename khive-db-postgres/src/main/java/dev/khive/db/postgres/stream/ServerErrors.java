package dev.khive.db.postgres.stream;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import org.jspecify.annotations.Nullable;

/** Which of khive's errors an error of the server is, whichever driver hands it on. */
@FunctionalInterface
public interface ServerErrors {
    /**
     * The error to throw or signal.
     *
     * @param state SQLSTATE, null where the driver gives none
     * @param message the server's primary message, which names no value
     * @param context what was called
     * @param cause the driver's error
     */
    KhiveException translate(@Nullable String state, String message, ErrorContext context, Throwable cause);
}
