package dev.khive.db.sql.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The current row of a result, its columns by position from 1 and by type. */
public final class ResultRow {
    private final ResultSet result;
    private final ValueBinding values;

    ResultRow(ResultSet result, ValueBinding values) {
        this.result = result;
        this.values = values;
    }

    /** An integer; 0 for NULL. */
    public long integer(int column) throws SQLException {
        return result.getLong(column);
    }

    /** An integer or null. */
    public @Nullable Long integerOrNull(int column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? null : (Long) value;
    }

    /** A float; 0 for NULL. */
    public double real(int column) throws SQLException {
        return result.getDouble(column);
    }

    /** A float or null. */
    public @Nullable Double realOrNull(int column) throws SQLException {
        double value = result.getDouble(column);
        return result.wasNull() ? null : (Double) value;
    }

    /** A text that is never NULL by the schema or the statement. */
    public String text(int column) throws SQLException {
        return required(result.getString(column), column);
    }

    /** A text or null. */
    public @Nullable String textOrNull(int column) throws SQLException {
        return result.getString(column);
    }

    /** Bytes or null. */
    public byte @Nullable [] bytesOrNull(int column) throws SQLException {
        return result.getBytes(column);
    }

    /** A UUID that is never NULL by the schema or the statement. */
    public UUID uuid(int column) throws SQLException {
        return required(values.readUuid(result, column), column);
    }

    /** A UUID or null. */
    public @Nullable UUID uuidOrNull(int column) throws SQLException {
        return values.readUuid(result, column);
    }

    /** An instant, stored as microseconds UTC. */
    public Instant instant(int column) throws SQLException {
        return Micros.toInstant(result.getLong(column));
    }

    /** An instant or null. */
    public @Nullable Instant instantOrNull(int column) throws SQLException {
        long value = result.getLong(column);
        return result.wasNull() ? null : Micros.toInstant(value);
    }

    /** The value of a column of any type, null for NULL. */
    public @Nullable Object value(int column) throws SQLException {
        return values.read(result, column);
    }

    /** The floats of a vector as their bytes, least significant first. */
    public byte[] floatBytes(int column) throws SQLException {
        return required(values.readFloatBytes(result, column), column);
    }

    /** The floats of a vector. */
    public float[] floats(int column) throws SQLException {
        return required(values.readFloats(result, column), column);
    }

    /** The driver's own result, for callers that need its metadata or a type that is not here. */
    public ResultSet result() {
        return result;
    }

    private static <T> T required(@Nullable T value, int column) throws SQLException {
        if (value == null) {
            throw new SQLException("Column " + column + " of a result must not be NULL, and was.", "22004");
        }
        return value;
    }
}
