package dev.khive.api.error;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of every error that khive raises: one subclass a category, each with the capability and the operation that
 * failed and whether the same call may succeed when it is tried again.
 *
 * <p>Messages are whole sentences for a person; they never hold a secret or another tenant's data. Code decides by the
 * class, {@link #retryable()} and, where a database was involved, {@link #sqlState()} and {@link #vendorCode()}, never by
 * the text.
 */
public abstract sealed class KhiveException extends RuntimeException
        permits AlreadyExistsException,
                CancelledException,
                ConflictException,
                DriverException,
                IndexMaintenanceException,
                InvalidInputException,
                NotFoundException,
                OperationTimeoutException,
                SerializationException,
                StaleBlockedException,
                TransactionException,
                UnavailableException,
                UnsupportedCapabilityException {
    private static final long serialVersionUID = 1L;

    private final ErrorContext context;

    KhiveException(String message, ErrorContext context, @Nullable Throwable cause) {
        super(message, cause);
        this.context = context;
    }

    /** The category, the same value for every instance of a class. */
    public abstract ErrorCategory category();

    /** The store that was used, empty where the error is older than the choice of a store. */
    public Optional<String> capability() {
        return Optional.ofNullable(context.capability());
    }

    /** The method that was called, for example {@code upsertAll}. */
    public Optional<String> operation() {
        return Optional.ofNullable(context.operation());
    }

    /** True when the same call, unchanged, may succeed later. */
    public boolean retryable() {
        return context.retryable();
    }

    /** The five characters of SQLSTATE, where a database gave one. */
    public Optional<String> sqlState() {
        return Optional.ofNullable(context.sqlState());
    }

    /** The database's own code (SQLite: the extended result code), where there is one. */
    public Optional<Integer> vendorCode() {
        return Optional.ofNullable(context.vendorCode());
    }

    /** The whole context, for wrapping. */
    public ErrorContext context() {
        return context;
    }
}
