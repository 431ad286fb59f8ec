package dev.khive.db.sql.scope;

import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.CancelledException;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.DriverException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.IndexMaintenanceException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.error.SerializationException;
import dev.khive.api.error.StaleBlockedException;
import dev.khive.api.error.TransactionException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.error.UnsupportedCapabilityException;
import java.util.function.Supplier;

/** Puts the store and the method into errors that were thrown where neither was known, and a place into their sentences. */
public final class CallErrors {
    private CallErrors() {}

    /** Runs the work; an error without a store leaves with the call's. */
    static <T> T named(ErrorContext call, Supplier<T> work) {
        try {
            return work.get();
        } catch (KhiveException error) {
            if (error.capability().isPresent() || call.capability() == null) {
                throw error;
            }
            throw named(call, error);
        }
    }

    private static KhiveException named(ErrorContext call, KhiveException error) {
        ErrorContext known = error.context();
        ErrorContext context = new ErrorContext(
                call.capability(), call.operation(), known.retryable(), known.sqlState(), known.vendorCode());
        return rebuilt(error, String.valueOf(error.getMessage()), context);
    }

    /** The same error with another sentence. */
    public static KhiveException reworded(KhiveException error, String message) {
        return rebuilt(error, message, error.context());
    }

    private static KhiveException rebuilt(KhiveException error, String message, ErrorContext context) {
        Throwable cause = error.getCause();
        KhiveException named = switch (error) {
            case AlreadyExistsException e -> new AlreadyExistsException(message, context, cause);
            case CancelledException e -> new CancelledException(message, context, cause);
            case ConflictException e -> new ConflictException(message, context, cause);
            case DriverException e -> new DriverException(message, context, cause);
            case IndexMaintenanceException e -> new IndexMaintenanceException(message, context, cause);
            case InvalidInputException e -> new InvalidInputException(message, context, cause);
            case NotFoundException e -> new NotFoundException(message, context, cause);
            case OperationTimeoutException e -> new OperationTimeoutException(message, context, cause);
            case SerializationException e -> new SerializationException(message, context, cause);
            case StaleBlockedException e -> new StaleBlockedException(message, context, cause);
            case TransactionException e -> new TransactionException(message, context, cause);
            case UnavailableException e -> new UnavailableException(message, context, cause);
            case UnsupportedCapabilityException e -> new UnsupportedCapabilityException(e.missing(), message);
        };
        named.setStackTrace(error.getStackTrace());
        return named;
    }
}
