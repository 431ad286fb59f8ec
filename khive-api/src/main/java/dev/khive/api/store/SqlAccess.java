package dev.khive.api.store;

import dev.khive.api.Capability;
import dev.khive.api.error.UnsupportedCapabilityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The operator's door: SQL on the whole database, past every scope. It belongs to a backend, never to a scope, and no code
 * that serves a tenant should hold it.
 */
public interface SqlAccess {
    /**
     * The rows of a statement that only reads, in a read-only connection.
     *
     * @param sql one statement with {@code ?} for each parameter
     * @param parameters null, Boolean, Long, Integer, Double, String, byte[] or UUID
     * @return each row as column names to values, in the order of the columns
     * @throws dev.khive.api.error.InvalidInputException when the text is not one statement, the values are not as many as
     *     its parameters, it writes, or the database does not take it: its syntax, a name, a value
     */
    List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... parameters);

    /**
     * Runs one statement that writes, in a transaction of its own, and says how many rows it changed.
     *
     * @throws dev.khive.api.error.InvalidInputException when the text is not one statement, begins or ends a transaction,
     *     the values are not as many as its parameters, or the database does not take it: its syntax, a name, a value, a
     *     constraint other than a key
     * @throws dev.khive.api.error.AlreadyExistsException when a key is there already
     * @throws dev.khive.api.error.NotFoundException when a row that is referred to is not there
     */
    long update(String sql, @Nullable Object... parameters);

    /**
     * The rows of a SELECT, VALUES or WITH that only reads, as a reactive stream with the promises of {@link
     * dev.khive.api.stream.ScopeStreams}. Not inside a transaction: a stream has its own.
     *
     * @param sql one statement with {@code ?} for each parameter
     * @param parameters as in {@link #query}
     * @throws dev.khive.api.error.InvalidInputException when the text is not one statement or the values are not as many as its
     *     parameters; what the database finds wrong is signalled
     * @throws UnsupportedCapabilityException when the backend does not declare {@link Capability#STREAMS}
     */
    default Flow.Publisher<Map<String, @Nullable Object>> stream(String sql, @Nullable Object... parameters) {
        throw new UnsupportedCapabilityException(
                Capability.STREAMS, "This backend does not stream (STREAMS); read with query(…) instead.");
    }

    /** Runs several statements in one transaction: all or none. */
    <T> T transaction(Function<SqlAccess, T> work);
}
