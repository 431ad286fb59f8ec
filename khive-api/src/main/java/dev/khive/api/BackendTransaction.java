package dev.khive.api;

import dev.khive.api.store.SqlAccess;
import java.util.function.Supplier;

/** One transaction over scopes and SQL: the operator's form, with the rules of {@link Transaction}. */
public interface BackendTransaction {
    /** The stores of a scope in this transaction. */
    Transaction in(Scope scope);

    /** SQL in this transaction. */
    SqlAccess sql();

    /** See {@link Transaction#savepoint}. */
    <T> T savepoint(Supplier<T> work);
}
