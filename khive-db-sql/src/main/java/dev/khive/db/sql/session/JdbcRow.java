package dev.khive.db.sql.session;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row that a JDBC result stands on. */
final class JdbcRow implements ResultRow {
    private final ResultSet result;
    private final ValueBinding values;
    private List<String> columns = List.of();

    JdbcRow(ResultSet result, ValueBinding values) {
        this.result = result;
        this.values = values;
    }

    @Override
    public long integer(int column) throws SQLException {
        return result.getLong(column);
    }

    @Override
    public @Nullable Long integerOrNull(int column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? null : (Long) value;
    }

    @Override
    public double real(int column) throws SQLException {
        return result.getDouble(column);
    }

    @Override
    public @Nullable Double realOrNull(int column) throws SQLException {
        double value = result.getDouble(column);
        return result.wasNull() ? null : (Double) value;
    }

    @Override
    public @Nullable String textOrNull(int column) throws SQLException {
        return result.getString(column);
    }

    @Override
    public byte @Nullable [] bytesOrNull(int column) throws SQLException {
        return result.getBytes(column);
    }

    @Override
    public @Nullable UUID uuidOrNull(int column) throws SQLException {
        return values.readUuid(result, column);
    }

    @Override
    public @Nullable Object value(int column) throws SQLException {
        return values.read(result, column);
    }

    @Override
    public @Nullable Object value(int column, boolean text) throws SQLException {
        return values.read(result, column, text);
    }

    @Override
    public @Nullable Object object(int column) throws SQLException {
        return result.getObject(column);
    }

    @Override
    public byte[] floatBytes(int column) throws SQLException {
        return ResultRow.required(values.readFloatBytes(result, column), column);
    }

    @Override
    public float[] floats(int column) throws SQLException {
        return ResultRow.required(values.readFloats(result, column), column);
    }

    @Override
    public List<String> columns() throws SQLException {
        if (columns.isEmpty()) {
            ResultSetMetaData metadata = result.getMetaData();
            List<String> names = new ArrayList<>(metadata.getColumnCount());
            for (int column = 1; column <= metadata.getColumnCount(); column++) {
                names.add(metadata.getColumnLabel(column));
            }
            columns = names;
        }
        return columns;
    }
}
