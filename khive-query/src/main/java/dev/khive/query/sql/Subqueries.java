package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.PatternComprehension;
import dev.khive.query.plan.Operator;
import java.util.List;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** Compiles queries and patterns that stand in an expression. */
final class Subqueries {
    private final OperatorCompiler operators;
    private final ExpressionCompiler expressions;
    private final Values values;

    Subqueries(OperatorCompiler operators, ExpressionCompiler expressions, Values values) {
        this.operators = operators;
        this.expressions = expressions;
        this.values = values;
    }

    private Select<?> subquery(Expression expression, Frame frame, Field<?> column) {
        return operators
                .compile(subplan(expression), frame::nested)
                .select(operators.jooq(), List.of(column), List.of());
    }

    SqlValue exists(Expression expression, Frame frame) {
        return SqlValue.of(Type.BOOLEAN, sql("exists ({0})", subquery(expression, frame, sql("1"))));
    }

    SqlValue count(Expression expression, Frame frame) {
        Select<?> rows = subquery(expression, frame, sql("1").as(DSL.name("one")));
        return SqlValue.of(Type.INTEGER, sql("(select count(*) from ({0}) as " + values.names.next("q") + ")", rows));
    }

    SqlValue collect(PatternComprehension comprehension, Frame frame) {
        Frame rows = operators.compile(subplan(comprehension), frame::nested);
        return gathered(rows, expressions.compile(comprehension.result(), rows));
    }

    /** The list of a subquery's only column. */
    SqlValue collect(Expression.Subquery subquery, Frame frame) {
        Frame rows = operators.compile(subplan(subquery), frame::nested);
        return gathered(
                rows, operators.value(rows, rows.variables.keySet().iterator().next()));
    }

    private Operator subplan(Expression expression) {
        Operator inner = operators.subplans().get(expression);
        if (inner == null) {
            throw new IllegalStateException("No plan for " + expression);
        }
        return inner;
    }

    private SqlValue gathered(Frame rows, SqlValue item) {
        Field<?> column = values.element(item, item.type()).as(DSL.name("c"));
        String table = values.names.next("q");
        return SqlValue.of(
                Type.list(item.type()),
                sql(
                        "(select {0} from ({1}) as " + table + ")",
                        values.lists.aggregate(column(table, "c")),
                        rows.select(operators.jooq(), List.of(column), List.of())));
    }
}
