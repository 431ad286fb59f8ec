package dev.khive.query.sql;

import dev.khive.query.ast.Pattern.Direction;
import dev.khive.query.plan.Operator;
import dev.khive.query.plan.QueryPlan;

/**
 * How many operators of a plan read the rows before them in several places. SQLite takes in the text of a table for each place,
 * which doubles with each such operator, and ends at some hundreds; so what could also be done without is done where few are.
 */
final class Copying {
    private static final int FEW = 2;
    private static final int SOME = 4;

    private Copying() {}

    /** Whether rows may be read in two places more than they must be. */
    static boolean isSome(QueryPlan plan) {
        return count(plan) <= SOME;
    }

    /** Whether rows may be read in many places more than they must be. */
    static boolean isLittle(QueryPlan plan) {
        return count(plan) <= FEW;
    }

    /** Whether no more than one operator reads the rows before it in several places. */
    static boolean isOnce(QueryPlan plan) {
        return count(plan) <= 1;
    }

    private static int count(QueryPlan plan) {
        return count(plan.root())
                + plan.subplans().values().stream().mapToInt(Copying::count).sum();
    }

    private static int count(Operator operator) {
        boolean copies = operator instanceof Operator.OptionalJoin
                || operator instanceof Operator.ExpandTrail
                || operator instanceof Operator.ExpandReach
                || operator instanceof Operator.ExpandWalk
                || operator instanceof Operator.ShortestPath
                || operator instanceof Operator.ShortestLength
                || operator instanceof Operator.ShortestTrails
                || (operator instanceof Operator.Expand expand
                        && expand.step().direction() == Direction.BOTH
                        && !expand.step().edgeBound());
        return (copies ? 1 : 0)
                + operator.inputs().stream().mapToInt(Copying::count).sum();
    }
}
