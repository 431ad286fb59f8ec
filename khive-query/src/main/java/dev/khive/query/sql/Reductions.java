package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression.Reduce;
import java.util.List;
import org.jooq.Field;

/** Compiles reduce() as a recursion with a row for each element. */
final class Reductions {
    private final ExpressionCompiler expressions;
    private final Values values;

    Reductions(ExpressionCompiler expressions, Values values) {
        this.expressions = expressions;
        this.values = values;
    }

    SqlValue compile(Reduce reduce, Frame frame) {
        SqlValue list = values.list(expressions.compile(reduce.list(), frame));
        SqlValue initial = expressions.compile(reduce.initial(), frame);
        String table = values.names.next("r");
        Type type = initial.type();
        SqlValue step = step(reduce, frame, table, list, type);
        if (!step.type().equals(type)) {
            type = type.isNumeric() && step.type().isNumeric() ? Type.NUMBER : Type.ANY;
            step = step(reduce, frame, table, list, type);
        }
        Type carried = step.type().equals(type) || type.is(Kind.ANY, Kind.NUMBER) ? type : Type.ANY;
        Field<Object> next = values.carriers.typed(expressions.as(step, carried), carried);
        Field<Object> start = values.carriers.typed(expressions.as(initial, carried), carried);
        return SqlValue.of(
                carried,
                values.let(
                        List.of(list),
                        v -> sql(
                                ("case when {0} is not null then (with recursive T(i, l, a) as (select 0, {0}, {1}"
                                                + " union all select T.i + 1, T.l, {2} from T"
                                                + " where T.i < {3})"
                                                + " select T.a from T order by T.i desc limit 1) end")
                                        .replace("T", table),
                                v.getFirst().sql(),
                                start,
                                next,
                                values.lists.size(column(table, "l")))));
    }

    private SqlValue step(Reduce reduce, Frame frame, String table, SqlValue list, Type accumulator) {
        Frame inner = frame.iteration();
        Type element = list.type().elementType();
        SqlValue item = values.lists.at(column(table, "l"), column(table, "i"), element);
        SqlValue each = SqlValue.simple(item.type(), item.sql());
        inner.variables.put(reduce.accumulator(), new Binding.Value(SqlValue.simple(accumulator, column(table, "a"))));
        inner.variables.put(reduce.variable(), new Binding.Value(each));
        return expressions.compile(reduce.step(), inner);
    }
}
