package dev.khive.db.sql.session;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Makes a value of the row that the result stands on. */
@FunctionalInterface
public interface RowReader<T extends @Nullable Object> {
    /** Reads one row; must not keep {@code row}. */
    T read(ResultRow row) throws SQLException;
}
