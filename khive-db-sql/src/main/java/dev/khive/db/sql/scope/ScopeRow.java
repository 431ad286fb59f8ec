package dev.khive.db.sql.scope;

import dev.khive.api.Scope;

/**
 * A scope and its row.
 *
 * @param id of the row; {@link #UNKNOWN} when the scope was never written, which no row of any table has, so that reads find
 *     nothing without a case of their own
 */
public record ScopeRow(long id, Scope scope) {
    /** The id of a scope without a row. */
    public static final long UNKNOWN = 0;
}
