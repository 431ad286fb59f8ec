package dev.khive.query.analysis;

import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Expression.ListComprehension;
import dev.khive.query.ast.Expression.Quantifier;
import dev.khive.query.ast.Expression.Reduce;
import dev.khive.query.ast.Expression.Variable;
import dev.khive.query.ast.Pattern;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables that an expression names, those of patterns and subqueries inside included; never too few. */
public final class Variables extends QueryWalk {
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

    @Override
    protected void expression(Expression expression) {
        switch (expression) {
            case Variable variable -> names.add(variable.name());
            case ListComprehension list -> local(list, list.list());
            case Quantifier quantifier -> local(quantifier, quantifier.list());
            case Reduce reduce -> {
                local(reduce, reduce.list());
                expression(reduce.initial());
            }
            default -> super.expression(expression);
        }
    }

    /** Names bound inside are not those outside, unless the list names them. */
    private void local(Expression expression, Expression list) {
        Variables inner = new Variables();
        Expressions.children(expression).forEach(inner::expression);
        inner.names.removeAll(boundBy(expression));
        names.addAll(inner.names);
        expression(list);
    }

    @Override
    protected void path(Pattern.Path path) {
        path.nodes().forEach(node -> name(node.variable()));
        path.edges().forEach(edge -> name(edge.variable()));
        super.path(path);
    }

    private void name(@Nullable String name) {
        if (name != null) {
            names.add(name);
        }
    }
}
