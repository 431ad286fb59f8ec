package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.condition;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.ast.Expression;
import dev.khive.query.plan.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Field;

/** Compiles an optional part of a single edge as one outer join, its conditions with it. */
final class OptionalEdge {
    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;

    OptionalEdge(OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
    }

    /** The rows, empty where the optional part is more than an edge with conditions. */
    Optional<Frame> compile(Operator.OptionalJoin optional, Supplier<Frame> argument) {
        List<Expression> filters = new ArrayList<>();
        Operator inner = optional.inner();
        while (inner instanceof Operator.Filter filter) {
            filters.addFirst(filter.condition());
            inner = filter.input();
        }
        if (!(inner instanceof Operator.Expand expand)
                || !(expand.input() instanceof Operator.Argument)
                || expand.step().edgeBound()) {
            return Optional.empty();
        }
        Frame frame = operators.open(operators.compile(optional.input(), argument));
        join(expand.step(), filters, frame);
        return Optional.of(frame);
    }

    private void join(Operator.Step step, List<Expression> filters, Frame frame) {
        String alias = values.names.next("e");
        Field<Object> from = operators.key(frame, step.from());
        Field<Object> to = step.toBound() ? operators.key(frame, step.to()) : null;
        Field<Object> far = Schema.farEnd(alias, from, step.direction());
        List<Field<Object>> on = new ArrayList<>();
        on.add(values.schema.leaving(alias, from, to, step.direction(), step.relations()));
        on.add(values.schema.live(alias));
        if (!filters.isEmpty()) {
            Frame inside = frame.nested();
            bind(step, inside, alias, far, false);
            filters.forEach(filter -> inside.where(condition(expressions.filter(filter, inside))));
            on.add(sql("exists ({0})", inside.select(operators.jooq(), List.of(sql("1")), List.of())));
        }
        frame.leftJoin(Sql.table("edge", alias), condition(Sql.and(on)));
        bind(step, frame, alias, far, true);
    }

    private static void bind(Operator.Step step, Frame frame, String alias, Field<Object> far, boolean nullable) {
        frame.variables.put(step.edge(), new Binding.Row(false, column(alias, "edge_id"), nullable, alias));
        if (!step.toBound()) {
            frame.variables.put(step.to(), new Binding.Row(true, far, nullable, null));
        }
    }
}
