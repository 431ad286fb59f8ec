package dev.khive.query.sql;

import static dev.khive.query.sql.Sql.column;
import static dev.khive.query.sql.Sql.sql;

import dev.khive.query.analysis.Type;
import dev.khive.query.analysis.Type.Kind;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Binary;
import dev.khive.query.ast.Expression.BinaryOperator;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.Literal;
import dev.khive.query.ast.Expression.Parameter;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Unary;
import dev.khive.query.ast.Expression.UnaryOperator;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.plan.Rewrite;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** A property with a number on its other side, read from the property. */
    private record NumberBound(Property property, ComparisonOperator operator, Expression number) {}

    /** Conditions that hold together; those that bound one property by numbers become one. */
    List<Field<Object>> filters(List<Expression> conditions, Frame frame) {
        List<Field<Object>> filters = new ArrayList<>();
        Map<String, List<NumberBound>> ranges = new LinkedHashMap<>();
        for (Expression condition : conditions) {
            List<NumberBound> bounds = numberBounds(condition, frame);
            if (bounds.isEmpty()) {
                Field<Object> direct = filter(condition, frame);
                filters.add(direct != null ? direct : expressions.truth(condition, frame));
            }
            for (NumberBound bound : bounds) {
                Variable owner = (Variable) bound.property().operand();
                ranges.computeIfAbsent(owner.name() + " " + bound.property().key(), range -> new ArrayList<>())
                        .add(bound);
            }
        }
        ranges.values().forEach(bounds -> filters.add(range(bounds, frame)));
        return filters;
    }

    /** The properties that the conditions bound below by finite numbers. */
    List<Frame.Stored> boundedBelow(List<Expression> conditions, Frame frame) {
        return conditions.stream()
                .flatMap(condition -> numberBounds(condition, frame).stream())
                .filter(bound -> bound.operator() == ComparisonOperator.GREATER
                        || bound.operator() == ComparisonOperator.GREATER_OR_EQUAL)
                .map(bound -> new Frame.Stored(
                        ((Variable) bound.property().operand()).name(),
                        bound.property().key()))
                .toList();
    }

    private Field<Object> range(List<NumberBound> bounds, Frame frame) {
        values.rewrites.applied(Rewrite.PROPERTY_CONDITIONS);
        Property property = bounds.getFirst().property();
        List<Comparisons.Bound> compiled = new ArrayList<>();
        for (NumberBound bound : bounds) {
            compiled.add(new Comparisons.Bound(bound.operator(), expressions.compile(bound.number(), frame)));
        }
        return expressions.comparisons().between(document(property, frame), property.key(), compiled);
    }

    /** The bounds by numbers that a condition is made of, none where it is anything else. */
    private List<NumberBound> numberBounds(Expression condition, Frame frame) {
        List<NumberBound> bounds = new ArrayList<>();
        if (!values.rewrites.on(Rewrite.PROPERTY_CONDITIONS) || !(condition instanceof Comparison comparison)) {
            return bounds;
        }
        for (int index = 0; index < comparison.operators().size(); index++) {
            NumberBound bound = numberBound(
                    comparison.operands().get(index),
                    comparison.operators().get(index),
                    comparison.operands().get(index + 1),
                    frame);
            if (bound == null) {
                return List.of();
            }
            bounds.add(bound);
        }
        return bounds;
    }

    private @Nullable NumberBound numberBound(
            Expression left, ComparisonOperator operator, Expression right, Frame frame) {
        if (operator == ComparisonOperator.EQUAL || operator == ComparisonOperator.NOT_EQUAL) {
            return null;
        }
        if (left instanceof Property property && isStored(property, frame) && isFinite(right, frame)) {
            return new NumberBound(property, operator, right);
        }
        return right instanceof Property property && isStored(property, frame) && isFinite(left, frame)
                ? new NumberBound(property, mirrored(operator), left)
                : null;
    }

    private boolean isStored(Property property, Frame frame) {
        return property.operand() instanceof Variable
                && expressions.compile(property.operand(), frame).type().is(Kind.NODE, Kind.EDGE);
    }

    /** Floats that are not finite are stored as maps; constants and parameters that are none of them are typed as floats. */
    private boolean isFinite(Expression number, Frame frame) {
        Expression unsigned = number instanceof Unary unary
                        && (unary.operator() == UnaryOperator.MINUS || unary.operator() == UnaryOperator.PLUS)
                ? unary.operand()
                : number;
        boolean constant = unsigned instanceof Literal || unsigned instanceof Parameter;
        return constant
                ? expressions.compile(number, frame).type().is(Kind.INTEGER, Kind.FLOAT)
                : !(number instanceof Property)
                        && expressions.compile(number, frame).type().is(Kind.INTEGER);
    }

    @Nullable
    Field<Object> filter(Expression expression, Frame frame) {
        if (expression instanceof Binary binary) {
            return binary(binary, frame);
        }
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

    /** A property among values of one known type, or a text that begins with another. */
    private @Nullable Field<Object> binary(Binary binary, Frame frame) {
        if (!values.rewrites.on(Rewrite.PROPERTY_CONDITIONS)
                || !(binary.left() instanceof Property property)
                || !isStored(property, frame)) {
            return null;
        }
        boolean prefix = binary.operator() == BinaryOperator.STARTS_WITH;
        if (!prefix && binary.operator() != BinaryOperator.IN) {
            return null;
        }
        SqlValue other = expressions.compile(binary.right(), frame);
        Type type = other.type();
        boolean served = prefix
                ? type.is(Kind.STRING)
                : type.is(Kind.LIST) && type.elementType().is(Kind.STRING, Kind.INTEGER);
        if (!served || !other.simple()) {
            return null;
        }
        values.rewrites.applied(Rewrite.PROPERTY_CONDITIONS);
        Field<Object> document = document(property, frame);
        return prefix
                ? expressions.comparisons().startsWith(document, property.key(), other)
                : expressions.comparisons().among(document, property.key(), other);
    }

    private Field<Object> document(Property property, Frame frame) {
        return expressions.document(property.operand(), expressions.compile(property.operand(), frame), frame);
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
