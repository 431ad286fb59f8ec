package dev.khive.db.postgres;

import dev.khive.db.sql.session.IdSet;
import dev.khive.db.sql.session.Micros;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.ValueBinding;
import dev.khive.vector.VectorBytes;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.util.PGobject;

/** Values as PostgreSQL stores them: UUIDs as {@code uuid}, instants as microseconds, sets as arrays. */
final class PostgresValues implements ValueBinding {
    private static final int MOST_IDS_OF_A_KEPT_PLAN = 100;

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case Double number -> statement.setDouble(index, number);
            case BigDecimal number -> statement.setBigDecimal(index, number);
            case Boolean flag -> statement.setBoolean(index, flag);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case UUID id -> statement.setObject(index, id);
            case Instant instant -> statement.setLong(index, Micros.of(instant));
            case float[] floats ->
                statement.setArray(
                        index,
                        statement.getConnection().unwrap(PGConnection.class).createArrayOf("float4", floats));
            case IdSet set -> {
                if (set.ids().size() > MOST_IDS_OF_A_KEPT_PLAN) {
                    // Planned anew with its ids: a plan that is kept takes any array for ten of them.
                    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
                }
                statement.setArray(
                        index,
                        statement
                                .getConnection()
                                .createArrayOf("uuid", set.ids().toArray()));
            }
            case RowIdSet set ->
                statement.setArray(index, statement.getConnection().createArrayOf("int8", boxed(set.ids())));
            case int[] numbers ->
                statement.setArray(index, statement.getConnection().createArrayOf("int4", boxed(numbers)));
            case String[] texts ->
                statement.setArray(index, statement.getConnection().createArrayOf("text", texts));
            default ->
                throw new SQLException("PostgreSQL takes no value of the type "
                        + value.getClass().getName() + ".");
        }
    }

    private static Object[] boxed(int[] numbers) {
        return Arrays.stream(numbers).boxed().toArray();
    }

    private static Object[] boxed(long[] ids) {
        return Arrays.stream(ids).boxed().toArray();
    }

    @Override
    public @Nullable UUID readUuid(ResultSet row, int index) throws SQLException {
        return row.getObject(index, UUID.class);
    }

    @Override
    public float @Nullable [] readFloats(ResultSet row, int index) throws SQLException {
        Array array = row.getArray(index);
        if (array == null) {
            return null;
        }
        Float[] boxed = (Float[]) array.getArray();
        float[] floats = new float[boxed.length];
        for (int i = 0; i < boxed.length; i++) {
            floats[i] = boxed[i];
        }
        return floats;
    }

    @Override
    public byte @Nullable [] readFloatBytes(ResultSet row, int index) throws SQLException {
        float[] floats = readFloats(row, index);
        return floats == null ? null : VectorBytes.encode(floats);
    }

    @Override
    public String leastUuid() {
        return "'00000000-0000-0000-0000-000000000000'::uuid";
    }

    /** JSON, arrays and whatever else the driver has a class of its own for come as text, dates and times as those of java.time. */
    @Override
    public @Nullable Object read(ResultSet row, int index) throws SQLException {
        Object value = row.getObject(index);
        return switch (value) {
            case PGobject other -> other.getValue();
            case Array array -> array.toString();
            case Date date -> date.toLocalDate();
            case Time time -> row.getObject(index, LocalTime.class);
            case Timestamp time -> row.getObject(index, OffsetDateTime.class).toInstant();
            case null, default -> value;
        };
    }

    @Override
    public String idSet() {
        return "= ANY (?::uuid[])";
    }

    @Override
    public String rowIdSet() {
        return "(SELECT unnest(?::bigint[]))";
    }
}
