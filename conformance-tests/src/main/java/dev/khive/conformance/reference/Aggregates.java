package dev.khive.conformance.reference;

import dev.khive.query.analysis.Functions;
import dev.khive.query.ast.Expression.FunctionCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of the values that an expression has in the rows of a group; null is none of them. */
final class Aggregates {
    private final ExpressionValues expressions;

    Aggregates(ExpressionValues expressions) {
        this.expressions = expressions;
    }

    static boolean is(FunctionCall call) {
        return Functions.isAggregate(call.name());
    }

    @Nullable
    Object value(FunctionCall call, Bindings row) {
        List<Object> values = values(call, row);
        return switch (call.name()) {
            case "count" -> (long) values.size();
            case "collect" -> Collections.unmodifiableList(values);
            case "min" -> values.isEmpty() ? null : Collections.min(values, Orderability.ORDER);
            case "max" -> values.isEmpty() ? null : Collections.max(values, Orderability.ORDER);
            case "sum" -> values.isEmpty() ? (Object) 0L : FunctionValues.call("sum", values);
            case "avg" -> FunctionValues.call("average", values);
            case "stdev", "stdevp" -> FunctionValues.call(call.name(), values);
            case "percentilecont", "percentiledisc" ->
                row.group().isEmpty() ? null : FunctionValues.call(call.name(), values, percentile(call, row));
            default -> throw new IllegalStateException("There is no aggregate " + call.name() + ".");
        };
    }

    private List<Object> values(FunctionCall call, Bindings row) {
        List<Object> values = new ArrayList<>();
        for (Bindings each : row.group()) {
            Object value = expressions.value(call.arguments().getFirst(), each);
            if (value != null) {
                values.add(value);
            }
        }
        return call.distinct() ? Orderability.distinct(values, Orderability.ORDER) : values;
    }

    private @Nullable Object percentile(FunctionCall call, Bindings row) {
        return expressions.value(call.arguments().get(1), row.group().getFirst());
    }
}
