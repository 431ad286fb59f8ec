package dev.khive.db.sql.session;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the Java values that khive stores are bound and read. */
public interface ValueBinding {
    /**
     * Binds a value: null, Boolean, Integer, Long, Double, String, byte[], UUID, Instant, float[] (stored little endian),
     * {@link IdSet} or {@link RowIdSet}.
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
     * Reads floats, null for SQL's NULL.
     *
     * @param index from 1
     */
    float @Nullable [] readFloats(ResultSet row, int index) throws SQLException;

    /**
     * Reads floats as their bytes, least significant first, null for SQL's NULL.
     *
     * @param index from 1
     */
    byte @Nullable [] readFloatBytes(ResultSet row, int index) throws SQLException;

    /** The right side of {@code uuid_column IN …} whose one parameter is an {@link IdSet}, with its parentheses. */
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
}
