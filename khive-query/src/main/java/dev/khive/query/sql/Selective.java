package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Variable;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Conditions in a form that an index can serve: a bare comparison beside its guard, where false and null are the same. */
final class Selective {
    private final ExpressionCompiler expressions;
    private final Values values;

    Selective(ExpressionCompiler expressions, Values values) {
        this.expressions = expressions;
        this.values = values;
    }

    @Nullable
    Field<Object> filter(Expression expression, Frame frame) {
        if (!(expression instanceof Comparison comparison)
                || comparison.operators().size() != 1) {
            return null;
        }
        ComparisonOperator operator = comparison.operators().getFirst();
        Expression left = comparison.operands().get(0);
        Expression right = comparison.operands().get(1);
        Field<Object> direct = compare(left, operator, right, frame);
        return direct != null ? direct : compare(right, mirrored(operator), left, frame);
    }

    private static ComparisonOperator mirrored(ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL -> operator;
            case LESS -> ComparisonOperator.GREATER;
            case LESS_OR_EQUAL -> ComparisonOperator.GREATER_OR_EQUAL;
            case GREATER -> ComparisonOperator.LESS;
            case GREATER_OR_EQUAL -> ComparisonOperator.LESS_OR_EQUAL;
        };
    }

    private @Nullable Field<Object> compare(
            Expression left, ComparisonOperator operator, Expression right, Frame frame) {
        if (operator == ComparisonOperator.NOT_EQUAL) {
            return null;
        }
        if (operator == ComparisonOperator.EQUAL && left instanceof FunctionCall call) {
            return identity(call, right, frame);
        }
        if (!(left instanceof Property property) || !(property.operand() instanceof Variable)) {
            return null;
        }
        SqlValue operand = expressions.compile(property.operand(), frame);
        return operand.type().is(Kind.NODE, Kind.EDGE, Kind.MAP)
                ? expressions
                        .comparisons()
                        .selective(
                                operand.type().is(Kind.MAP)
                                        ? operand.sql()
                                        : expressions.document(property.operand(), operand, frame),
                                property.key(),
                                operator,
                                expressions.compile(right, frame))
                : null;
    }

    /** The key of a node or edge is found by its index. */
    private @Nullable Field<Object> identity(FunctionCall call, Expression right, Frame frame) {
        boolean asked = call.name().equals("id") || call.name().equals("elementid");
        if (!asked
                || !(call.arguments().getFirst() instanceof Variable variable)
                || !(frame.variables.get(variable.name()) instanceof Binding.Row row)) {
            return null;
        }
        SqlValue value = expressions.compile(right, frame);
        return value.type().is(Kind.STRING)
                ? sql(
                        "({0} = {1} and {2} = {3})",
                        column(expressions.row(frame, row), "uuid"),
                        values.profile.rows().uuidOf(value.sql()),
                        values.profile.rows().uuidText(column(expressions.row(frame, row), "uuid")),
                        value.sql())
                : null;
    }
}
