package dev.khive.db.sql.access;

import dev.khive.db.sql.session.ResultRow;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as its columns' names and values. */
final class ColumnMap {
    private ColumnMap() {}

    /** Of several columns with one name the last stays, as SQL gives no way to tell them apart. */
    static Map<String, @Nullable Object> of(ResultRow row) throws SQLException {
        List<String> columns = row.columns();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int column = 1; column <= columns.size(); column++) {
            values.put(columns.get(column - 1), widened(row.value(column)));
        }
        return Collections.unmodifiableMap(values);
    }

    private static @Nullable Object widened(@Nullable Object value) {
        return value instanceof Integer number ? (Long) number.longValue() : value;
    }
}
