package dev.khive.query.plan;

import dev.khive.query.ast.Expression;
import org.jspecify.annotations.Nullable;

/** How many rows a plan can have at most, whatever the graph and the parameters are. */
public final class RowBound {
    /** The bound of what has none. */
    public static final long NONE = Long.MAX_VALUE;

    private RowBound() {}

    /** The bound of an operator that is not inside of a subquery. */
    public static long of(Operator operator) {
        return switch (operator) {
            case Operator.Unit unit -> 1;
            case Operator.Aggregate groups -> groups.keys().isEmpty() ? 1 : of(groups.input());
            case Operator.Tally groups -> groups.keys().isEmpty() ? 1 : of(groups.input());
            case Operator.Slice part -> Math.min(limit(part.limit()), of(part.input()));
            case Operator.Union both -> sum(of(both.left()), of(both.right()));
            case Operator.Project columns -> of(columns.input());
            case Operator.Filter condition -> of(condition.input());
            case Operator.Distinct distinct -> of(distinct.input());
            case Operator.Sort order -> of(order.input());
            case Operator.DistinctEdges condition -> of(condition.input());
            case Operator.HasEdge condition -> of(condition.input());
            case Operator.DistinctNodes condition -> of(condition.input());
            case Operator.BindPath path -> of(path.input());
            case Operator.Argument outside -> NONE;
            case Operator.Resolve resolve -> NONE;
            case Operator.NodeScan scan -> NONE;
            case Operator.Expand expand -> NONE;
            case Operator.ExpandOnce expand -> NONE;
            case Operator.Pairs pairs -> NONE;
            case Operator.LinkedPairs pairs -> NONE;
            case Operator.ExpandTrail expand -> NONE;
            case Operator.ExpandWalk expand -> NONE;
            case Operator.ExpandReach expand -> NONE;
            case Operator.ShortestPath search -> NONE;
            case Operator.ShortestLength length -> NONE;
            case Operator.ShortestTrails search -> NONE;
            case Operator.OptionalJoin join -> NONE;
            case Operator.Unwind elements -> NONE;
            case Operator.Members nodes -> NONE;
            case Operator.Complete groups -> NONE;
            case Operator.Counted condition -> of(condition.input());
        };
    }

    private static long limit(@Nullable Expression limit) {
        return limit instanceof Expression.Literal(var position, Long rows) ? rows : NONE;
    }

    private static long sum(long left, long right) {
        return left > NONE - right ? NONE : left + right;
    }
}
