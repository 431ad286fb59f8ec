package dev.khive.api;

import dev.khive.api.store.SqlAccess;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * An open database. Safe for use by many threads; one for each database and process is the usual number. Closing it waits
 * for running calls, up to the configured timeout, and ends every handle that came from it.
 */
public interface Backend extends AutoCloseable {
    /** The short name of the kind of backend, for example {@code sqlite}. */
    String name();

    /** What it declares, with all that is implied. */
    Set<Capability> capabilities();

    /** Whose data it holds; the same for as long as it is open. */
    default Ownership ownership() {
        return Ownership.WRITE_THROUGH;
    }

    /** The bounds in force. */
    Bounds bounds();

    /** The stores of a scope, to read and write. A scope begins to exist with its first write. */
    Storage in(Scope scope);

    /**
     * The stores of one or more namespaces, to read.
     *
     * @throws dev.khive.api.error.NotFoundException when one of the namespaces was never written
     */
    Storage reading(ReadScope scope);

    /** The namespaces of a tenant that were ever written, by name. */
    List<String> namespaces(String tenant);

    /** One transaction over scopes and SQL. */
    <T> T transaction(Function<BackendTransaction, T> work);

    /** The operator's door: SQL past every scope. */
    SqlAccess sql();

    /** Checks, copies, sizes, indexes. */
    Operations operations();

    @Override
    void close();
}
