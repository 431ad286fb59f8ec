package dev.khive.r2dbc.postgres;

import dev.khive.db.sql.session.ResultRow;
import io.r2dbc.spi.ColumnMetadata;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of this driver, read as the JDBC side reads its own. */
record R2dbcRow(Row row, RowMetadata metadata) implements ResultRow {
    @Override
    public long integer(int column) {
        Long value = integerOrNull(column);
        return value == null ? 0 : value;
    }

    @Override
    public @Nullable Long integerOrNull(int column) {
        return row.get(column - 1, Long.class);
    }

    @Override
    public double real(int column) {
        Double value = realOrNull(column);
        return value == null ? 0 : value;
    }

    @Override
    public @Nullable Double realOrNull(int column) {
        return row.get(column - 1, Double.class);
    }

    @Override
    public @Nullable String textOrNull(int column) {
        return row.get(column - 1, String.class);
    }

    @Override
    public byte @Nullable [] bytesOrNull(int column) {
        return row.get(column - 1, byte[].class);
    }

    @Override
    public @Nullable UUID uuidOrNull(int column) {
        return row.get(column - 1, UUID.class);
    }

    /** JSON, arrays and whatever else has a class of its own in the driver come as text. */
    @Override
    public @Nullable Object value(int column) {
        Object value = row.get(column - 1);
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Long number -> number;
            case Integer number -> number;
            case Short number -> (Integer) number.intValue();
            case Double number -> number;
            case Float number -> number;
            case BigDecimal number -> number;
            case Boolean flag -> flag;
            case UUID id -> id;
            case LocalDate date -> date;
            case LocalTime time -> time;
            case OffsetDateTime instant -> instant.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            case ByteBuffer bytes -> bytesOrNull(column);
            default -> textOrNull(column);
        };
    }

    @Override
    public @Nullable Object object(int column) {
        return value(column);
    }

    @Override
    public byte[] floatBytes(int column) throws SQLException {
        throw unread(column);
    }

    @Override
    public float[] floats(int column) throws SQLException {
        throw unread(column);
    }

    private static SQLException unread(int column) {
        return new SQLException("Column " + column + " of a stream holds a vector, and vectors are not streamed.");
    }

    @Override
    public List<String> columns() {
        return metadata.getColumnMetadatas().stream()
                .map(ColumnMetadata::getName)
                .toList();
    }
}
