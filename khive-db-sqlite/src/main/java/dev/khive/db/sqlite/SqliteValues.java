package dev.khive.db.sqlite;

import dev.khive.db.sql.session.IdSet;
import dev.khive.db.sql.session.Micros;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.ValueBinding;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as SQLite stores them: UUIDs as 16 bytes, instants as microseconds, floats least significant byte first.
 *
 * @param utf8 whether the database keeps its texts in UTF-8, as every one does that khive has made
 */
record SqliteValues(boolean utf8) implements ValueBinding {
    private static final int UUID_BYTES = 16;

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, java.sql.Types.NULL);
            case String text -> statement.setString(index, text);
            // The driver would make an object of a long.
            case Long number -> statement.setObject(index, number);
            case Integer number -> statement.setLong(index, number);
            case Double number -> statement.setDouble(index, number);
            case Boolean flag -> statement.setLong(index, flag ? 1 : 0);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case UUID id -> statement.setBytes(index, bytes(id));
            case Instant instant -> statement.setLong(index, Micros.of(instant));
            case float[] floats -> statement.setBytes(index, bytes(floats));
            case IdSet set -> statement.setString(index, json(set));
            case RowIdSet set -> statement.setString(index, Arrays.toString(set.ids()));
            default ->
                throw new SQLException(
                        "SQLite takes no value of the type " + value.getClass().getName() + ".");
        }
    }

    @Override
    public @Nullable UUID readUuid(ResultSet row, int index) throws SQLException {
        byte[] bytes = row.getBytes(index);
        if (bytes == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** A text is read without asking first for the type of its column, and by half as much time as its bytes. */
    @Override
    public @Nullable Object read(ResultSet row, int index, boolean text) throws SQLException {
        if (!text) {
            return row.getObject(index);
        }
        return utf8 ? row.getBytes(index) : row.getString(index);
    }

    @Override
    public String idSet() {
        return "IN (SELECT unhex(value) FROM json_each(?))";
    }

    @Override
    public String rowIdSet() {
        return "(SELECT value FROM json_each(?))";
    }

    @Override
    public String leastUuid() {
        return "x''";
    }

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(UUID_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] bytes(float[] floats) {
        ByteBuffer buffer = ByteBuffer.allocate(floats.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(floats);
        return buffer.array();
    }

    private static String json(IdSet set) {
        HexFormat hex = HexFormat.of();
        return set.ids().stream()
                .map(id -> hex.formatHex(bytes(id)))
                .collect(Collectors.joining(
                        "\",\"", set.ids().isEmpty() ? "[" : "[\"", set.ids().isEmpty() ? "]" : "\"]"));
    }
}
