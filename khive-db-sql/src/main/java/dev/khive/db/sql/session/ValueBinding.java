package dev.khive.db.sql.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the Java values that khive stores are bound and read. */
public interface ValueBinding {
    /**
     * Binds a value: null, Boolean, Integer, Long, Double, String, byte[], UUID, Instant, float[] (stored little endian),
     * {@link IdSet}, {@link RowIdSet}, or what {@link dev.khive.db.sql.filter.JsonDialect#operand} makes of a number.
     *
     * @param index from 1
     */
    void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException;

    /**
     * Reads a UUID, null for SQL's NULL.
     *
     * @param index from 1
     */
    @Nullable
    UUID readUuid(ResultSet row, int index) throws SQLException;

    /**
     * Reads floats, null for SQL's NULL; from their bytes where it is not overridden.
     *
     * @param index from 1
     */
    default float @Nullable [] readFloats(ResultSet row, int index) throws SQLException {
        byte[] bytes = readFloatBytes(row, index);
        if (bytes == null) {
            return null;
        }
        float[] floats = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }

    /**
     * Reads floats as their bytes, least significant first, null for SQL's NULL; as they are stored where it is not overridden.
     *
     * @param index from 1
     */
    default byte @Nullable [] readFloatBytes(ResultSet row, int index) throws SQLException {
        return row.getBytes(index);
    }

    /**
     * What stands behind a column of UUIDs that is to be one of an {@link IdSet}, the one parameter, for example {@code IN (SELECT
     * …)} or {@code = ANY(?)}.
     */
    String idSet();

    /** The right side of {@code integer_column IN …} whose one parameter is a {@link RowIdSet}, with its parentheses. */
    String rowIdSet();

    /** A UUID that is not greater than any other, as an expression. */
    String leastUuid();

    /**
     * Reads a column of any type into the Java value that the type is, null for SQL's NULL.
     *
     * @param index from 1
     */
    default @Nullable Object read(ResultSet row, int index) throws SQLException {
        return row.getObject(index);
    }

    /**
     * The same, where it is known whether the column holds text in a database without types for what is more than a number; such a
     * text may be given as its bytes in UTF-8.
     *
     * @param index from 1
     * @param text whether it does
     */
    default @Nullable Object read(ResultSet row, int index, boolean text) throws SQLException {
        return read(row, index);
    }
}
