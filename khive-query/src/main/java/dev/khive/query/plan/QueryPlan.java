package dev.khive.query.plan;

import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Expression;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checked query.
 *
 * @param root the last operator
 * @param columns the columns of the result in order
 * @param subplans the plan of each subquery and pattern that stands in an expression, by identity
 * @param types the types of the columns
 * @param counts what SKIP and LIMIT say anywhere in the query where it is no literal, in the order of the text
 */
public record QueryPlan(
        Operator root,
        List<String> columns,
        IdentityHashMap<Expression, Operator> subplans,
        Map<String, Type> types,
        List<RowCount> counts) {}
