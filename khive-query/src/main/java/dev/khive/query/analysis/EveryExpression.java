package dev.khive.query.analysis;

import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Query;
import java.util.ArrayList;
import java.util.List;

/** Every expression of a query, with those inside of others, of subqueries and of patterns. */
public final class EveryExpression extends QueryWalk {
    private final List<Expression> found = new ArrayList<>();

    private EveryExpression() {}

    /** The expressions in the order of the text, those around before those inside. */
    public static List<Expression> of(Query query) {
        EveryExpression every = new EveryExpression();
        every.query(query);
        return every.found;
    }

    @Override
    protected void expression(Expression expression) {
        found.add(expression);
        super.expression(expression);
    }
}
