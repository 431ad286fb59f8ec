package dev.khive.db.sql.store;

import dev.khive.db.sql.filter.JsonDialect;
import dev.khive.db.sql.filter.RecordColumns;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.session.RowReader;

/**
 * How rows become the records of a store. The record's own table has the alias {@code r} in every statement.
 *
 * @param <R> the record
 */
public interface RowShape<R> {
    /** The columns to select, for {@link #reader}. */
    String columns(JsonDialect json);

    /** How many they are. */
    int width();

    /** The tables, from {@code FROM} on. */
    String from();

    /** The condition that a row of the table is one of these records, {@code 1 = 1} when each is. */
    String belongs();

    /** Where the records' fields stand, for filters and orders. */
    RecordColumns fields(JsonDialect json);

    /** Reads the columns. */
    RowReader<R> reader(ScopeRows scopes);
}
