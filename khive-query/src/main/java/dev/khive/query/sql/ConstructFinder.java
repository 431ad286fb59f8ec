package dev.khive.query.sql;

import dev.khive.query.analysis.Expressions;
import dev.khive.query.analysis.QueryWalk;
import dev.khive.query.ast.Clause;
import dev.khive.query.ast.Expression;
import dev.khive.query.ast.Pattern;
import dev.khive.query.ast.Position;
import dev.khive.query.ast.Projection;
import dev.khive.query.ast.Query;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds which constructs a query uses, each with its first place. */
final class ConstructFinder extends QueryWalk {
    private final Map<Construct, Position> found = new EnumMap<>(Construct.class);

    private ConstructFinder() {}

    static Map<Construct, Position> in(Query query) {
        ConstructFinder finder = new ConstructFinder();
        finder.query(query);
        return finder.found;
    }

    @Override
    protected void query(Query query) {
        if (query.parts().size() > 1) {
            found.putIfAbsent(Construct.UNION, query.parts().get(1).position());
        }
        super.query(query);
    }

    @Override
    protected void clause(Clause clause) {
        Construct construct = switch (clause) {
            case Clause.Match match -> match.optional() ? Construct.OPTIONAL_MATCH : Construct.MATCH;
            case Clause.With with -> Construct.WITH;
            case Clause.Unwind unwind -> Construct.UNWIND;
            case Clause.Call call -> Construct.CALL;
            case Clause.Return result -> null;
        };
        if (construct != null) {
            found.putIfAbsent(construct, clause.position());
        }
        super.clause(clause);
    }

    @Override
    protected void projection(Projection projection) {
        if (projection.distinct()) {
            found.putIfAbsent(Construct.DISTINCT, projection.position());
        }
        if (!projection.orderBy().isEmpty()) {
            found.putIfAbsent(
                    Construct.ORDER_BY,
                    projection.orderBy().getFirst().expression().position());
        }
        if (projection.skip() != null || projection.limit() != null) {
            found.putIfAbsent(Construct.SLICE, projection.position());
        }
        super.projection(projection);
    }

    private void selector(Pattern.Path path) {
        switch (path.selector()) {
            case ALL -> {}
            case ANY_SHORTEST, ALL_SHORTEST -> found.putIfAbsent(Construct.SHORTEST_PATH, path.position());
            case SHORTEST_PATHS, SHORTEST_GROUPS -> found.putIfAbsent(Construct.COUNTED_PATHS, path.position());
        }
        if (path.mode() == Pattern.Mode.WALK) {
            found.putIfAbsent(Construct.WALK, path.position());
        }
    }

    @Override
    protected void path(Pattern.Path path) {
        selector(path);
        if (path.variable() != null) {
            found.putIfAbsent(Construct.NAMED_PATH, path.position());
        }
        for (Pattern.EdgePattern edge : path.edges()) {
            if (edge.direction() == Pattern.Direction.BOTH) {
                found.putIfAbsent(Construct.UNDIRECTED_EDGE, edge.position());
            }
            if (edge.length() != null) {
                found.putIfAbsent(Construct.VARIABLE_LENGTH, edge.position());
            }
        }
        super.path(path);
    }

    @Override
    protected void expression(Expression expression) {
        for (Construct construct : constructs(expression)) {
            found.putIfAbsent(construct, expression.position());
        }
        super.expression(expression);
    }

    private static List<Construct> constructs(Expression expression) {
        return switch (expression) {
            case Expression.PatternPredicate predicate -> List.of(Construct.SUBQUERY);
            case Expression.Subquery subquery -> List.of(Construct.SUBQUERY);
            case Expression.PatternComprehension comprehension -> List.of(Construct.SUBQUERY, Construct.COMPREHENSION);
            case Expression.ListComprehension list -> List.of(Construct.COMPREHENSION);
            case Expression.Quantifier quantifier -> List.of(Construct.COMPREHENSION);
            case Expression.Reduce reduce -> List.of(Construct.REDUCE);
            case Expression.ListLiteral list -> List.of(Construct.LIST_AND_MAP);
            case Expression.MapLiteral map -> List.of(Construct.LIST_AND_MAP);
            case Expression.Comparison comparison -> List.of(Construct.DYNAMIC_COMPARISON);
            case Expression.Binary binary
            when binary.operator() == Expression.BinaryOperator.MATCHES -> List.of(Construct.REGULAR_EXPRESSION);
            default -> Expressions.isAggregate(expression) ? List.of(Construct.AGGREGATE) : List.of();
        };
    }
}
