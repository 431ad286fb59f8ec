package dev.khive.query.analysis;

import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.ListComprehension;
import dev.khive.query.ast.Expression.PatternComprehension;
import dev.khive.query.ast.Expression.PatternPredicate;
import dev.khive.query.ast.Expression.Quantifier;
import dev.khive.query.ast.Expression.Reduce;
import dev.khive.query.ast.Expression.Subquery;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Projection;
import dev.khive.query.ast.Query;
import dev.khive.query.ast.SingleQuery;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that an expression names, those of patterns and subqueries inside included; never too few. */
public final class Variables {
    private final Set<String> names = new HashSet<>();

    private Variables() {}

    /** The names. */
    public static Set<String> of(Expression expression) {
        Variables variables = new Variables();
        variables.expression(expression);
        return variables.names;
    }

    /** The variables that an expression binds for its own parts. */
    public static Set<String> boundBy(Expression expression) {
        return switch (expression) {
            case ListComprehension list -> Set.of(list.variable());
            case Quantifier quantifier -> Set.of(quantifier.variable());
            case Reduce reduce -> Set.of(reduce.variable(), reduce.accumulator());
            default -> Set.of();
        };
    }

    private void expression(@Nullable Expression expression) {
        switch (expression) {
            case null -> {}
            case Variable variable -> names.add(variable.name());
            case ListComprehension list -> local(list, Set.of(list.variable()), list.list());
            case Quantifier quantifier -> local(quantifier, Set.of(quantifier.variable()), quantifier.list());
            case Reduce reduce -> {
                local(reduce, Set.of(reduce.variable(), reduce.accumulator()), reduce.list());
                expression(reduce.initial());
            }
            case PatternPredicate predicate -> path(predicate.path());
            case PatternComprehension comprehension -> {
                path(comprehension.path());
                expression(comprehension.where());
                expression(comprehension.result());
            }
            case Subquery subquery -> queries(subquery.query());
            default -> Expressions.children(expression).forEach(this::expression);
        }
    }

    /** Names bound inside are not those outside, unless the list names them. */
    private void local(Expression expression, Set<String> bound, Expression list) {
        Variables inner = new Variables();
        Expressions.children(expression).forEach(inner::expression);
        inner.names.removeAll(bound);
        names.addAll(inner.names);
        expression(list);
    }

    private void path(Pattern.Path path) {
        for (Pattern.NodePattern node : path.nodes()) {
            name(node.variable());
            expression(node.properties());
            expression(node.where());
        }
        for (Pattern.EdgePattern edge : path.edges()) {
            name(edge.variable());
            expression(edge.properties());
            expression(edge.where());
        }
    }

    private void name(@Nullable String name) {
        if (name != null) {
            names.add(name);
        }
    }

    private void queries(Query first) {
        for (Query query = first; query != null; query = query.next()) {
            query.parts().forEach(this::query);
        }
    }

    private void query(SingleQuery query) {
        for (Clause clause : query.clauses()) {
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
                case Clause.Call call -> {
                    if (call.imported() != null) {
                        call.imported().forEach(this::expression);
                    }
                    queries(call.query());
                }
                case Clause.Return result -> projection(result.projection());
            }
        }
    }

    private void projection(Projection projection) {
        List<Projection.Item> items = projection.items();
        items.forEach(item -> expression(item.expression()));
        projection.orderBy().forEach(item -> expression(item.expression()));
    }
}
