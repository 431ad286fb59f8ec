package dev.khive.db.sql.session;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The current row of a result, its columns by position from 1 and by type, whichever driver it came from. */
public interface ResultRow {
    /** An integer; 0 for NULL. */
    long integer(int column) throws SQLException;

    /** An integer or null. */
    @Nullable
    Long integerOrNull(int column) throws SQLException;

    /** A float; 0 for NULL. */
    double real(int column) throws SQLException;

    /** A float or null. */
    @Nullable
    Double realOrNull(int column) throws SQLException;

    /** A text that is never NULL by the schema or the statement. */
    default String text(int column) throws SQLException {
        return required(textOrNull(column), column);
    }

    /** A text or null. */
    @Nullable
    String textOrNull(int column) throws SQLException;

    /** Bytes or null. */
    byte @Nullable [] bytesOrNull(int column) throws SQLException;

    /** A UUID that is never NULL by the schema or the statement. */
    default UUID uuid(int column) throws SQLException {
        return required(uuidOrNull(column), column);
    }

    /** A UUID or null. */
    @Nullable
    UUID uuidOrNull(int column) throws SQLException;

    /** An instant, stored as microseconds UTC. */
    default Instant instant(int column) throws SQLException {
        return Micros.toInstant(integer(column));
    }

    /** An instant or null. */
    default @Nullable Instant instantOrNull(int column) throws SQLException {
        Long micros = integerOrNull(column);
        return micros == null ? null : Micros.toInstant(micros);
    }

    /** The value of a column of any type as the Java value that the type is, null for NULL. */
    @Nullable
    Object value(int column) throws SQLException;

    /**
     * The same, where it is known whether the column holds text in a database without types for what is more than a number; such a
     * text may be given as its bytes in UTF-8.
     *
     * @param text whether it does
     */
    default @Nullable Object value(int column, boolean text) throws SQLException {
        return value(column);
    }

    /** What the driver itself makes of a column, null for NULL. */
    @Nullable
    Object object(int column) throws SQLException;

    /** The floats of a vector as their bytes, least significant first. */
    byte[] floatBytes(int column) throws SQLException;

    /** The floats of a vector. */
    float[] floats(int column) throws SQLException;

    /** The names of the columns in their order. */
    List<String> columns() throws SQLException;

    /** A value that must be there. */
    static <T> T required(@Nullable T value, int column) throws SQLException {
        if (value == null) {
            throw new SQLException("Column " + column + " of a result must not be NULL, and was.", "22004");
        }
        return value;
    }
}
