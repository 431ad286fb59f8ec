package dev.khive.query.plan;

import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Binary;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.LabelTest;
import dev.khive.query.ast.Expression.ListLiteral;
import dev.khive.query.ast.Expression.Literal;
import dev.khive.query.ast.Expression.Logical;
import dev.khive.query.ast.Expression.Parameter;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Unary;
import dev.khive.query.ast.Expression.UnaryOperator;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Pattern;

/**
 * Expressions of nodes and edges that never fail and always give the same, so that it does not matter for how many rows they are
 * evaluated, and in what order. Certain where it says yes.
 */
final class SafeExpressions {
    private SafeExpressions() {}

    /** A value of a row. */
    static boolean isValue(Expression expression) {
        return switch (expression) {
            case Literal literal -> true;
            case Parameter parameter -> true;
            case Variable variable -> true;
            case Property property -> property.operand() instanceof Variable;
            case FunctionCall call ->
                (call.name().equals("id") || call.name().equals("elementid"))
                        && call.arguments().size() == 1
                        && call.arguments().getFirst() instanceof Variable;
            default -> false;
        };
    }

    /** A condition on a row. */
    static boolean isCondition(Expression expression) {
        return switch (expression) {
            case Literal literal -> literal.value() instanceof Boolean;
            case LabelTest test -> test.operand() instanceof Variable;
            case Comparison comparison -> comparison.operands().stream().allMatch(SafeExpressions::isValue);
            case Logical logical -> logical.operands().stream().allMatch(SafeExpressions::isCondition);
            case Unary unary ->
                switch (unary.operator()) {
                    case NOT -> isCondition(unary.operand());
                    case IS_NULL, IS_NOT_NULL -> isValue(unary.operand());
                    case PLUS, MINUS -> false;
                };
            case Binary binary ->
                switch (binary.operator()) {
                    case STARTS_WITH, ENDS_WITH, CONTAINS -> isValue(binary.left()) && isValue(binary.right());
                    case IN ->
                        isValue(binary.left())
                                && binary.right() instanceof ListLiteral list
                                && list.elements().stream().allMatch(SafeExpressions::isValue);
                    default -> false;
                };
            case PatternPredicate predicate -> isPlain(predicate.path());
            default -> false;
        };
    }

    private static boolean isPlain(Pattern.Path path) {
        return path.selector() == Pattern.Selector.ALL
                && path.mode() == Pattern.Mode.TRAIL
                && path.variable() == null
                && path.nodes().stream().allMatch(node -> node.properties() == null && node.where() == null)
                && path.edges().stream()
                        .allMatch(edge -> edge.properties() == null && edge.where() == null && edge.length() == null);
    }

    /** The pattern that must not be there, where a condition says no more than that. */
    static java.util.Optional<PatternPredicate> negated(Expression condition) {
        return condition instanceof Unary unary
                        && unary.operator() == UnaryOperator.NOT
                        && unary.operand() instanceof PatternPredicate predicate
                ? java.util.Optional.of(predicate)
                : java.util.Optional.empty();
    }
}
