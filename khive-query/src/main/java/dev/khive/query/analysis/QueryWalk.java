package dev.khive.query.analysis;

import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Projection;
import dev.khive.query.ast.Query;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a query in the order of its text, subqueries and patterns included. Whoever looks for something overrides the method
 * of where it is, and calls the one here to go on inside.
 */
public abstract class QueryWalk {
    /** A walk that finds nothing. */
    protected QueryWalk() {}

    /** The parts of a query, and those of the query after it. */
    protected void query(Query query) {
        query.parts().forEach(part -> part.clauses().forEach(this::clause));
        if (query.next() != null) {
            query(query.next());
        }
    }

    /** What a clause holds. */
    protected void clause(Clause clause) {
        switch (clause) {
            case Clause.Match match -> {
                match.paths().forEach(this::path);
                optional(match.where());
            }
            case Clause.With with -> {
                projection(with.projection());
                optional(with.where());
            }
            case Clause.Unwind unwind -> expression(unwind.list());
            case Clause.Call call -> {
                if (call.imported() != null) {
                    call.imported().forEach(this::expression);
                }
                query(call.query());
            }
            case Clause.Return result -> projection(result.projection());
        }
    }

    /** The expressions of a projection, and what it is ordered and cut by. */
    protected void projection(Projection projection) {
        projection.items().forEach(item -> expression(item.expression()));
        projection.orderBy().forEach(item -> expression(item.expression()));
        optional(projection.skip());
        optional(projection.limit());
    }

    /** The conditions inside a pattern. */
    protected void path(Pattern.Path path) {
        for (Pattern.NodePattern node : path.nodes()) {
            optional(node.properties());
            optional(node.where());
        }
        for (Pattern.EdgePattern edge : path.edges()) {
            optional(edge.properties());
            optional(edge.where());
        }
    }

    /** What an expression holds. */
    protected void expression(Expression expression) {
        switch (expression) {
            case Expression.PatternPredicate predicate -> path(predicate.path());
            case Expression.PatternComprehension comprehension -> {
                path(comprehension.path());
                optional(comprehension.where());
                expression(comprehension.result());
            }
            case Expression.Subquery subquery -> query(subquery.query());
            default -> Expressions.children(expression).forEach(this::expression);
        }
    }

    private void optional(@Nullable Expression expression) {
        if (expression != null) {
            expression(expression);
        }
    }
}
