package dev.khive.conformance.memory;

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
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Errors with another sentence, and with the call that they come from. */
final class Errors {
    private Errors() {}

    /** The same error with another sentence. */
    static KhiveException with(KhiveException error, String message) {
        return with(error, message, error.context());
    }

    /** A store whose errors name it and the method that was called. */
    static <T> T named(String store, Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    @Nullable Object[] arguments = given == null ? new Object[0] : given;
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause() instanceof KhiveException error
                                ? with(
                                        error,
                                        String.valueOf(error.getMessage()),
                                        new ErrorContext(store, method.getName(), error.retryable(), null, null))
                                : thrown.getCause();
                    }
                }));
    }

    private static KhiveException with(KhiveException error, String message, ErrorContext context) {
        return switch (error) {
            case AlreadyExistsException e -> new AlreadyExistsException(message, context, e);
            case CancelledException e -> new CancelledException(message, context, e);
            case ConflictException e -> new ConflictException(message, context, e);
            case DriverException e -> new DriverException(message, context, e);
            case IndexMaintenanceException e -> new IndexMaintenanceException(message, context, e);
            case InvalidInputException e -> new InvalidInputException(message, context, e);
            case NotFoundException e -> new NotFoundException(message, context, e);
            case OperationTimeoutException e -> new OperationTimeoutException(message, context, e);
            case SerializationException e -> new SerializationException(message, context, e);
            case StaleBlockedException e -> new StaleBlockedException(message, context, e);
            case TransactionException e -> new TransactionException(message, context, e);
            case UnavailableException e -> new UnavailableException(message, context, e);
            case UnsupportedCapabilityException e -> e;
        };
    }
}
