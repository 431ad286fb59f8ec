package dev.khive.conformance.reference;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.query.ast.Expression.Binary;
import dev.khive.query.ast.Expression.Index;
import dev.khive.query.ast.Expression.Unary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators of values. All but IN, IS NULL and IS NOT NULL give null where an operand is null. */
final class Operators {
    private final ExpressionValues expressions;

    Operators(ExpressionValues expressions) {
        this.expressions = expressions;
    }

    @Nullable
    Object unary(Unary unary, Bindings row) {
        return switch (unary.operator()) {
            case NOT -> Truth.not(expressions.truth(unary.operand(), row));
            case IS_NULL -> expressions.value(unary.operand(), row) == null;
            case IS_NOT_NULL -> expressions.value(unary.operand(), row) != null;
            case PLUS -> {
                Object value = expressions.value(unary.operand(), row);
                if (value != null && !(value instanceof Number)) {
                    throw Evaluation.wrongType(unary.position(), "A sign stands before a number, was " + value + ".");
                }
                yield value;
            }
            case MINUS ->
                expressions.value(unary.operand(), row) instanceof Double real
                        ? (Object) (0.0 - real)
                        : FunctionValues.call("calculate", "*", expressions.value(unary.operand(), row), -1L);
        };
    }

    @Nullable
    Object binary(Binary binary, @Nullable Object left, @Nullable Object right) {
        return switch (binary.operator()) {
            case ADD -> FunctionValues.call("calculate", "+", left, right);
            case SUBTRACT -> FunctionValues.call("calculate", "-", left, right);
            case MULTIPLY -> FunctionValues.call("calculate", "*", left, right);
            case DIVIDE -> FunctionValues.call("calculate", "/", left, right);
            case MODULO -> FunctionValues.call("calculate", "%", left, right);
            case POWER -> FunctionValues.call("calculate", "^", left, right);
            case CONCATENATE -> concatenation(binary, left, right);
            case STARTS_WITH ->
                left instanceof String text && right instanceof String part ? text.startsWith(part) : null;
            case ENDS_WITH -> left instanceof String text && right instanceof String part ? text.endsWith(part) : null;
            case CONTAINS -> left instanceof String text && right instanceof String part ? text.contains(part) : null;
            case MATCHES -> FunctionValues.call("matches", left, right);
            case IN -> in(binary, left, right);
        };
    }

    private static @Nullable Object concatenation(Binary binary, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof String a && right instanceof String b) {
            return a + b;
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            List<@Nullable Object> both = new ArrayList<>(a);
            both.addAll(b);
            return Collections.unmodifiableList(both);
        }
        throw Evaluation.wrongType(
                binary.position(), "|| joins two texts or two lists, was " + left + " and " + right + ".");
    }

    private static @Nullable Object in(Binary binary, @Nullable Object value, @Nullable Object list) {
        return switch (list) {
            case null -> null;
            case List<?> elements -> Equality.in(value, elements);
            case Object other ->
                throw Evaluation.wrongType(binary.right().position(), "IN takes a list, was " + other + ".");
        };
    }

    /** {@code operand[key]}; a place is counted from the end where it is negative. */
    @Nullable
    Object element(Index index, @Nullable Object operand, @Nullable Object key) {
        if (operand == null || key == null) {
            return null;
        }
        if (operand instanceof List<?> list && key instanceof Long place) {
            long found = place < 0 ? place + list.size() : place;
            return found >= 0 && found < list.size() ? list.get((int) found) : null;
        }
        if (key instanceof String name && !(operand instanceof List<?>)) {
            return switch (operand) {
                case NodeValue node -> node.properties().get(name);
                case EdgeValue edge -> edge.properties().get(name);
                case Map<?, ?> map -> map.get(name);
                default -> FunctionValues.call("component", operand, name);
            };
        }
        throw Evaluation.wrongType(index.position(), "There is no element " + key + " of " + operand + ".");
    }
}
