package dev.khive.query.graph;

import dev.khive.query.function.ValueFault;
import dev.khive.query.function.ValueFunction;
import dev.khive.query.function.ValueFunctions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/** A function of values for one connection to SQLite. */
final class FixtureFunction extends Function {
    private final ValueFunction function;

    private FixtureFunction(ValueFunction function) {
        this.function = function;
    }

    static void addAll(Connection connection) throws SQLException {
        for (ValueFunction function : ValueFunctions.all()) {
            Function.create(
                    connection, function.sqlName(), new FixtureFunction(function), -1, Function.FLAG_DETERMINISTIC);
        }
    }

    @Override
    protected void xFunc() throws SQLException {
        List<@Nullable Object> arguments = new ArrayList<>();
        for (int index = 0; index < args(); index++) {
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
            case 1 -> value_long(index);
            case 2 -> value_double(index);
            case 3 -> value_text(index);
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
