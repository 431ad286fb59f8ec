package dev.khive.r2dbc.postgres;

import dev.khive.api.error.InvalidInputException;
import dev.khive.db.sql.session.IdSet;
import dev.khive.db.sql.session.Micros;
import dev.khive.db.sql.session.RowIdSet;
import io.r2dbc.spi.Statement;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Binds the values that khive's statements have, as the JDBC side does: with the same types on the server. */
final class Binding {
    private Binding() {}

    static void bindAll(Statement statement, List<? extends @Nullable Object> values) {
        for (int index = 0; index < values.size(); index++) {
            Object value = values.get(index);
            if (value == null) {
                statement.bindNull(index, Object.class);
            } else {
                statement.bind(index, encoded(value));
            }
        }
    }

    private static Object encoded(Object value) {
        return switch (value) {
            case String text -> text;
            case Long number -> number;
            case Integer number -> number;
            case Double number -> number;
            case BigDecimal number -> number;
            case Boolean flag -> flag;
            case UUID id -> id;
            case String[] texts -> texts;
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case Instant instant -> Micros.of(instant);
            case IdSet set -> set.ids().toArray(UUID[]::new);
            case RowIdSet set -> Arrays.stream(set.ids()).boxed().toArray(Long[]::new);
            case int[] numbers -> Arrays.stream(numbers).boxed().toArray(Integer[]::new);
            default ->
                throw new InvalidInputException("A stream takes no parameter of the type "
                        + value.getClass().getName() + ".");
        };
    }
}
