package dev.khive.db.sql.graph;

import dev.khive.api.filter.Filter;
import dev.khive.api.store.EdgeDirection;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.RowCursor;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.StatementText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/**
 * The edges that a walk may follow: one statement for each way and level, over the whole frontier. The filters are columns of
 * the result and not conditions, so that every edge looked at is counted; without them a level is answered from the index
 * alone.
 */
final class Hops {
    private final ReadUnit unit;
    private final EdgeDirection direction;
    private final RelationIds relations;
    private final @Nullable Condition edgeCondition;
    private final @Nullable Condition nodeCondition;

    Hops(ReadUnit unit, EdgeDirection direction, Set<String> relations, Filter edgeFilter, Filter nodeFilter) {
        this.unit = unit;
        this.direction = direction;
        this.relations = RelationIds.of(unit, relations);
        this.edgeCondition = GraphConditions.ofEdge(unit, edgeFilter);
        this.nodeCondition = GraphConditions.ofNode(unit, nodeFilter);
    }

    /**
     * Looks at every edge from these nodes, in a fixed order, until the visitor refuses to go on.
     *
     * @param nodes row ids
     * @return whether all were looked at
     */
    boolean forEach(long[] nodes, Predicate<Hop> visitor) {
        if (nodes.length == 0 || relations.findNothing()) {
            return true;
        }
        for (EdgeArm arm : EdgeArm.of(direction)) {
            StatementText statement = statement(arm, nodes);
            try (RowCursor<Hop> hops = unit.session().stream(
                    statement.sql(),
                    statement.binds(),
                    row -> new Hop(
                            row.integer(1),
                            row.integer(2),
                            row.integer(3),
                            row.integer(4) != 0,
                            row.integer(5) != 0))) {
                for (Hop hop = hops.next(); hop != null; hop = hops.next()) {
                    if (!visitor.test(hop)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** The first edges from these nodes. */
    List<Hop> first(long[] nodes, long most) {
        List<Hop> hops = new ArrayList<>();
        forEach(nodes, hop -> {
            hops.add(hop);
            return hops.size() < most;
        });
        return hops;
    }

    private StatementText statement(EdgeArm arm, long[] nodes) {
        StatementText statement =
                GraphConditions.statement(unit).line("SELECT e.edge_id, e." + arm.near() + ", e." + arm.far());
        flag(statement, edgeCondition);
        flag(statement, nodeCondition);
        statement.line("FROM edge e");
        if (nodeCondition != null) {
            statement.line("CROSS JOIN node n");
        }
        statement
                .line("WHERE ", GraphConditions.edgeInScope(unit), "")
                .line(
                        "AND e." + arm.near() + " IN "
                                + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(nodes))
                .line("AND ", GraphConditions.edgeIsLive(unit), "");
        relations.restrict(statement, "e.relation_id", unit);
        if (nodeCondition != null) {
            statement.line("AND n.node_id = e." + arm.far());
        }
        return statement.line("AND " + arm.withoutRepeatedLoops(direction));
    }

    private static void flag(StatementText statement, @Nullable Condition condition) {
        if (condition == null) {
            statement.line(", 1");
        } else {
            statement.line(", CASE WHEN ", condition, " THEN 1 ELSE 0 END");
        }
    }
}
