package dev.khive.query.analysis;

import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Projection;
import dev.khive.query.ast.Query;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every expression of a query, with those inside of others, of subqueries and of patterns. */
public final class EveryExpression {
    private final List<Expression> found = new ArrayList<>();

    private EveryExpression() {}

    /** The expressions in the order of the text, those around before those inside. */
    public static List<Expression> of(Query query) {
        EveryExpression every = new EveryExpression();
        every.query(query);
        return every.found;
    }

    private void query(Query query) {
        query.parts().forEach(part -> part.clauses().forEach(this::clause));
        if (query.next() != null) {
            query(query.next());
        }
    }

    private void clause(Clause clause) {
        switch (clause) {
            case Clause.Match match -> {
                match.paths().forEach(this::path);
                expression(match.where());
            }
            case Clause.With with -> {
                projection(with.projection());
                expression(with.where());
            }
            case Clause.Unwind unwind -> expression(unwind.list());
            case Clause.Call call -> query(call.query());
            case Clause.Return result -> projection(result.projection());
        }
    }

    private void projection(Projection projection) {
        projection.items().forEach(item -> expression(item.expression()));
        projection.orderBy().forEach(item -> expression(item.expression()));
        expression(projection.skip());
        expression(projection.limit());
    }

    private void path(Pattern.Path path) {
        for (Pattern.NodePattern node : path.nodes()) {
            expression(node.properties());
            expression(node.where());
        }
        for (Pattern.EdgePattern edge : path.edges()) {
            expression(edge.properties());
            expression(edge.where());
        }
    }

    private void expression(@Nullable Expression expression) {
        if (expression == null) {
            return;
        }
        found.add(expression);
        switch (expression) {
            case Expression.PatternPredicate predicate -> path(predicate.path());
            case Expression.PatternComprehension comprehension -> {
                path(comprehension.path());
                expression(comprehension.where());
                expression(comprehension.result());
            }
            case Expression.Subquery subquery -> query(subquery.query());
            default -> Expressions.children(expression).forEach(this::expression);
        }
    }
}
