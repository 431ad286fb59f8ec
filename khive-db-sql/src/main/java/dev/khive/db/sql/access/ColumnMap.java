package dev.khive.db.sql.access;

import dev.khive.db.sql.session.ResultRow;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as its columns' names and values. */
final class ColumnMap {
    private ColumnMap() {}

    /** Of several columns with one name the last stays, as SQL gives no way to tell them apart. */
    static Map<String, @Nullable Object> of(ResultRow row) throws SQLException {
        ResultSet result = row.result();
        ResultSetMetaData columns = result.getMetaData();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            values.put(columns.getColumnLabel(column), widened(row.value(column)));
        }
        return Collections.unmodifiableMap(values);
    }

    private static @Nullable Object widened(@Nullable Object value) {
        return value instanceof Integer number ? (Long) number.longValue() : value;
    }
}
