package dev.khive.query.sql;

import dev.khive.query.ast.Expression;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.QueryPlan;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** The operators of a plan whose rows may not all be asked for: those below a LIMIT or an EXISTS with nothing between that needs all. */
final class EarlyEnds {
    private final Set<Operator> operators = Collections.newSetFromMap(new IdentityHashMap<>());

    private EarlyEnds() {}

    static EarlyEnds of(QueryPlan plan) {
        EarlyEnds found = new EarlyEnds();
        found.visit(plan.root(), false);
        plan.subplans().forEach((expression, operator) -> found.visit(operator, isAskedForOne(expression)));
        return found;
    }

    boolean has(Operator operator) {
        return operators.contains(operator);
    }

    private static boolean isAskedForOne(Expression expression) {
        return expression instanceof Expression.PatternPredicate
                || (expression instanceof Expression.Subquery subquery
                        && subquery.kind() == Expression.SubqueryKind.EXISTS);
    }

    private void visit(Operator operator, boolean early) {
        if (early) {
            operators.add(operator);
        }
        boolean below = operator instanceof Operator.Slice slice
                ? early || slice.limit() != null
                : early
                        && !(operator instanceof Operator.Sort)
                        && !(operator instanceof Operator.Aggregate)
                        && !(operator instanceof Operator.Tally);
        operator.inputs().forEach(input -> visit(input, below));
    }
}
