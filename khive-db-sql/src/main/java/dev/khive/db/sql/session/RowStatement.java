package dev.khive.db.sql.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that gives rows, with all that is needed to run it on any driver.
 *
 * @param sql with {@code ?} for each bind
 * @param binds the values of the parameters, in order; see {@link ValueBinding#bind}
 * @param reader makes an item of a row
 */
public record RowStatement<T>(String sql, List<? extends @Nullable Object> binds, RowReader<T> reader) {}
