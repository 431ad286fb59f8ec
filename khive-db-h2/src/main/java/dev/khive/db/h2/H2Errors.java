package dev.khive.db.h2;

import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.DriverException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.error.SerializationException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.session.ErrorTranslator;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/** Which of khive's errors an error of H2 is, by its code (h2database.com/javadoc/org/h2/api/ErrorCode.html). */
final class H2Errors implements ErrorTranslator {
    @Override
    public KhiveException translate(SQLException error, ErrorContext context) {
        ErrorContext known = context.withCodes(error.getSQLState(), error.getErrorCode());
        if (context.isSql() && isOfStatement(error)) {
            return new InvalidInputException("H2 refused the statement: " + error.getMessage() + ".", known, error);
        }
        return switch (error.getErrorCode()) {
            case ErrorCode.DUPLICATE_KEY_1 ->
                new AlreadyExistsException("A row with the same key is there already.", known, error);
            case ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_PARENT_MISSING_1,
                    ErrorCode.REFERENTIAL_INTEGRITY_VIOLATED_CHILD_EXISTS_1 ->
                new NotFoundException("A row that this one refers to is not there.", known, error);
            case ErrorCode.STATEMENT_WAS_CANCELED ->
                new OperationTimeoutException(
                        "The statement ran longer than it may and was ended.", known.withRetryable(true), error);
            case ErrorCode.LOCK_TIMEOUT_1 ->
                new UnavailableException("A lock was not free in time.", known.withRetryable(true), error);
            case ErrorCode.CONCURRENT_UPDATE_1, ErrorCode.DEADLOCK_1 ->
                new SerializationException("Another transaction was in the way.", known.withRetryable(true), error);
            case ErrorCode.OBJECT_CLOSED, ErrorCode.DATABASE_IS_CLOSED, ErrorCode.CONNECTION_BROKEN_1 ->
                new UnavailableException("The database is closed.", known, error);
            case ErrorCode.VALUE_TOO_LONG_2,
                    ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_1,
                    ErrorCode.DATA_CONVERSION_ERROR_1 ->
                new InvalidInputException("A value does not fit its column.", known, error);
            default -> new DriverException("H2 failed: " + error.getMessage() + ".", known, error);
        };
    }

    /** Syntax and names, values that do not fit, constraints other than keys, and a statement that gives no rows. */
    private static boolean isOfStatement(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("42")
                || state.startsWith("22")
                || error.getErrorCode() == ErrorCode.NULL_NOT_ALLOWED
                || error.getErrorCode() == ErrorCode.CHECK_CONSTRAINT_VIOLATED_1
                || error.getErrorCode() == ErrorCode.FUNCTION_NOT_FOUND_1
                || error.getErrorCode() == ErrorCode.METHOD_ONLY_ALLOWED_FOR_QUERY;
    }
}
