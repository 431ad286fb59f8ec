package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.LabelExpression;
import java.util.List;
import org.jooq.Field;

/** Compiles tests of labels and relations. */
final class LabelTests {
    private final ExpressionCompiler expressions;
    private final Values values;

    LabelTests(ExpressionCompiler expressions, Values values) {
        this.expressions = expressions;
        this.values = values;
    }

    Field<Object> labelTest(LabelTest test, Frame frame) {
        SqlValue operand = expressions.compile(test.operand(), frame);
        Field<Object> holds = switch (operand.type().kind()) {
            case NODE -> nodeHas(test, operand, frame);
            case EDGE -> edgeHas(test, operand, frame);
            case NULL -> values.carriers.nothing(Type.BOOLEAN);
            default -> values.let(List.of(operand), v -> hasLabels(v.getFirst(), test.labels()));
        };
        return test.negated() ? sql("(not {0})", holds) : holds;
    }

    private Field<Object> hasLabels(SqlValue value, LabelExpression labels) {
        return switch (labels) {
            case LabelExpression.Name name ->
                values.call("has_label", value, values.constant(name.name(), Type.STRING))
                        .sql();
            case LabelExpression.Wildcard any ->
                values.call("has_label", value, values.constant("", Type.STRING))
                        .sql();
            case LabelExpression.Not not -> sql("(not {0})", hasLabels(value, not.operand()));
            case LabelExpression.And and ->
                Sql.and(and.operands().stream()
                        .map(operand -> hasLabels(value, operand))
                        .toList());
            case LabelExpression.Or or ->
                Sql.or(or.operands().stream()
                        .map(operand -> hasLabels(value, operand))
                        .toList());
        };
    }

    private Field<Object> nodeHas(LabelTest test, SqlValue operand, Frame frame) {
        if (test.operand() instanceof Variable variable
                && frame.variables.get(variable.name()) instanceof Binding.Row row) {
            return present(row, values.schema.labels(expressions.row(frame, row), test.labels()));
        }
        return has("node", "node_id", operand, alias -> values.schema.labels(alias, test.labels()));
    }

    private Field<Object> edgeHas(LabelTest test, SqlValue operand, Frame frame) {
        if (test.operand() instanceof Variable variable
                && frame.variables.get(variable.name()) instanceof Binding.Row row) {
            return present(row, values.schema.hasRelation(expressions.row(frame, row), test.labels()));
        }
        return has("edge", "edge_id", operand, alias -> values.schema.hasRelation(alias, test.labels()));
    }

    private static Field<Object> present(Binding.Row row, Field<Object> test) {
        return row.nullable ? sql("case when {0} is not null then {1} end", row.key, test) : sql("({0})", test);
    }

    private Field<Object> has(
            String table, String key, SqlValue operand, java.util.function.Function<String, Field<Object>> condition) {
        String alias = values.names.next(table.substring(0, 1));
        return sql(
                "(select {0} from " + table + " as " + alias + " where {1} = {2} and {3})",
                condition.apply(alias),
                column(alias, key),
                operand.sql(),
                values.schema.inScope(alias));
    }
}
