package dev.khive.db.h2;

import dev.khive.db.sql.session.IdSet;
import dev.khive.db.sql.session.Micros;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.ValueBinding;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values as H2 stores them: UUIDs as its own type, instants as microseconds; there are no vectors. */
final class H2Values implements ValueBinding {
    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(index, Types.NULL);
            case String text -> statement.setString(index, text);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setLong(index, number);
            case Double number -> statement.setDouble(index, number);
            case BigDecimal number -> statement.setBigDecimal(index, number);
            case Boolean flag -> statement.setBoolean(index, flag);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case UUID id -> statement.setObject(index, id);
            case Instant instant -> statement.setLong(index, Micros.of(instant));
            case IdSet set -> statement.setObject(index, set.ids().toArray());
            case RowIdSet set ->
                statement.setObject(index, Arrays.stream(set.ids()).boxed().toArray());
            default ->
                throw new SQLException(
                        "H2 takes no value of the type " + value.getClass().getName() + ".");
        }
    }

    @Override
    public @Nullable UUID readUuid(ResultSet row, int index) throws SQLException {
        return row.getObject(index, UUID.class);
    }

    @Override
    public String idSet() {
        return "= ANY(CAST(? AS uuid ARRAY))";
    }

    @Override
    public String rowIdSet() {
        return "(SELECT * FROM UNNEST(CAST(? AS bigint ARRAY)))";
    }

    @Override
    public String leastUuid() {
        return "UUID '00000000-0000-0000-0000-000000000000'";
    }
}
