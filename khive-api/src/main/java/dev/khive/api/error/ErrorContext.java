package dev.khive.api.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where an error happened.
 *
 * @param capability the store, for example {@code graph}, or null
 * @param operation the method, for example {@code upsertAll}, or null
 * @param retryable whether the same call, unchanged, may succeed later
 * @param sqlState SQLSTATE of the database, or null
 * @param vendorCode the database's own error code, or null
 */
public record ErrorContext(
        @Nullable String capability,
        @Nullable String operation,
        boolean retryable,
        @Nullable String sqlState,
        @Nullable Integer vendorCode)
        implements Serializable {
    private static final String SQL = "sql";

    /** Nothing known, not worth a retry. */
    public static final ErrorContext NONE = new ErrorContext(null, null, false, null, null);

    /** Nothing known but that a retry may help. */
    public static final ErrorContext RETRYABLE = new ErrorContext(null, null, true, null, null);

    /** A context that names a store and its method. */
    public static ErrorContext of(String capability, String operation) {
        return new ErrorContext(capability, operation, false, null, null);
    }

    /** Whether it is a call of {@link dev.khive.api.store.SqlAccess}, whose statements are the caller's own. */
    public boolean isSql() {
        return SQL.equals(capability);
    }

    /** The same with another answer to whether a retry may help. */
    public ErrorContext withRetryable(boolean newRetryable) {
        return new ErrorContext(capability, operation, newRetryable, sqlState, vendorCode);
    }

    /** The same with the database's codes. */
    public ErrorContext withCodes(@Nullable String newSqlState, @Nullable Integer newVendorCode) {
        return new ErrorContext(capability, operation, retryable, newSqlState, newVendorCode);
    }
}
