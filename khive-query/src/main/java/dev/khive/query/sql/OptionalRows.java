package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.plan.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.CommonTableExpression;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Compiles optional parts that are more than an edge with conditions. */
final class OptionalRows {
    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;

    OptionalRows(OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
    }

    /** The rows with their matches, and those without any: both over one table of the rows so far. */
    Frame compile(Operator.OptionalJoin optional, Supplier<Frame> argument) {
        Optional<Frame> single = new OptionalEdge(operators, expressions, values).compile(optional, argument);
        if (single.isPresent()) {
            return single.get();
        }
        Frame outer = operators.compile(optional.input(), argument);
        String name = values.names.next("o");
        CommonTableExpression<?> rows = operators.materialized(outer, name);
        int copies = outer.copied(optional.getClass().getSimpleName());
        Supplier<Frame> again = () -> {
            Frame frame = operators.reading(outer, name);
            frame.join(DSL.table(DSL.name(name)));
            return frame;
        };
        Frame matched = operators.open(operators.compile(optional.inner(), again));
        Frame unmatched = again.get();
        Frame probe = operators.compile(optional.inner(), unmatched::nested);
        unmatched.where(condition("not exists ({0})", probe.select(operators.jooq(), List.of(sql("1")), List.of())));
        Frame result = new Frame();
        String table = values.names.next("s");
        List<Field<?>> left = new ArrayList<>();
        List<Field<?>> right = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, Binding> variable : matched.variables.entrySet()) {
            String alias = "v" + ++index;
            SqlValue value = operators.value(matched, variable.getKey());
            boolean known = unmatched.variables.containsKey(variable.getKey());
            left.add(value.sql().as(DSL.name(alias)));
            right.add((known
                            ? operators.value(unmatched, variable.getKey()).sql()
                            : values.carriers.nothing(value.type()))
                    .as(DSL.name(alias)));
            Field<Object> column = column(table, alias);
            boolean nullable = !known || nullable(unmatched.variables.get(variable.getKey()));
            result.variables.put(
                    variable.getKey(),
                    variable.getValue() instanceof Binding.Row row
                            ? new Binding.Row(row.node, column, nullable, null)
                            : new Binding.Value(SqlValue.simple(value.type(), column)));
        }
        if (left.isEmpty()) {
            left.add(sql("1").as(DSL.name("one")));
            right.add(sql("1").as(DSL.name("one")));
        }
        result.inherit(outer);
        result.copies(copies);
        result.with(rows);
        result.inherit(matched);
        result.join(OperatorCompiler.unionAll(
                        matched.body(operators.jooq(), left, List.of()),
                        unmatched.body(operators.jooq(), right, List.of()))
                .asTable(DSL.name(table)));
        return result;
    }

    private static boolean nullable(@Nullable Binding binding) {
        return binding instanceof Binding.Row row && row.nullable;
    }
}
