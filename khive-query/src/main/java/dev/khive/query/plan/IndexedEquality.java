package dev.khive.query.plan;

import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.Comparison;
import dev.khive.query.ast.Expression.ComparisonOperator;
import dev.khive.query.ast.Expression.FunctionCall;
import dev.khive.query.ast.Expression.Property;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.facts.GraphFacts;

/** Equalities by which nodes are found in an index, without a look at the others. */
final class IndexedEquality {
    /** Rows expected with an equality: it is asked of what tells things apart. */
    static final double ROWS = 10;

    private IndexedEquality() {}

    /** Whether a condition compares the id of some node or edge for equality. */
    static boolean isOfId(Expression condition) {
        return condition instanceof Comparison comparison
                && comparison.isOnly(ComparisonOperator.EQUAL)
                && comparison.operands().stream()
                        .anyMatch(operand -> operand instanceof FunctionCall call
                                && (call.name().equals("id") || call.name().equals("elementid"))
                                && call.arguments().getFirst() instanceof Variable);
    }

    /** Whether a condition compares a property of a node for equality that a declared index covers. */
    static boolean isOfProperty(Expression condition, String node, GraphFacts facts) {
        return condition instanceof Comparison comparison
                && comparison.isOnly(ComparisonOperator.EQUAL)
                && comparison.operands().stream()
                        .anyMatch(operand -> operand instanceof Property property
                                && property.operand() instanceof Variable variable
                                && variable.name().equals(node)
                                && facts.isIndexed(true, property.key()));
    }
}
