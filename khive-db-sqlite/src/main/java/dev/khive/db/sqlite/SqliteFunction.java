package dev.khive.db.sqlite;

import dev.khive.query.function.ValueFault;
import dev.khive.query.function.ValueFunction;
import dev.khive.query.function.ValueFunctions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/** A function of the query language as one connection calls it. Belongs to its connection's thread. */
final class SqliteFunction extends Function {
    private static final int ANY_NUMBER_OF_ARGUMENTS = -1;
    private static final int INTEGER = 1;
    private static final int FLOAT = 2;
    private static final int TEXT = 3;

    private final ValueFunction function;

    private SqliteFunction(ValueFunction function) {
        this.function = function;
    }

    /** Gives a connection all functions of values. */
    static void addAll(Connection connection) throws SQLException {
        for (ValueFunction function : ValueFunctions.all()) {
            Function.create(
                    connection,
                    function.sqlName(),
                    new SqliteFunction(function),
                    ANY_NUMBER_OF_ARGUMENTS,
                    Function.FLAG_DETERMINISTIC);
        }
    }

    @Override
    protected void xFunc() throws SQLException {
        int count = args();
        List<@Nullable Object> arguments = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            arguments.add(argument(index));
        }
        try {
            answer(ValueFunctions.call(function, arguments));
        } catch (ValueFault fault) {
            throw new SQLException(fault.getMessage(), fault);
        }
    }

    private @Nullable Object argument(int index) throws SQLException {
        return switch (value_type(index)) {
            case INTEGER -> value_long(index);
            case FLOAT -> value_double(index);
            case TEXT -> value_text(index);
            default -> null;
        };
    }

    private void answer(@Nullable Object value) throws SQLException {
        switch (value) {
            case null -> result();
            case Long number -> result(number);
            case Double number -> result(number);
            case byte[] bytes -> result(bytes);
            default -> result(value.toString());
        }
    }
}
