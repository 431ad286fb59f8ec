package dev.khive.db.sql.graph;

import dev.khive.api.store.NeighborQuery;
import dev.khive.db.sql.scope.LiveNodes.LiveNode;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.session.RowIdSet;
import dev.khive.db.sql.session.StatementText;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The statements that find edges at nodes. The relations of the scope, by name, drive one of the two indexes of the table
 * {@code edge}, so rows come in the order wanted and a limit ends the work.
 */
final class NeighborStatements {
    private static final Set<SQLDialect> NO_LATERAL = Set.of(SQLDialect.SQLITE, SQLDialect.H2);

    private final ReadUnit unit;
    private final NeighborQuery query;
    private final RelationIds relations;
    private final @Nullable Condition edgeCondition;
    private final @Nullable Condition nodeCondition;
    private final boolean lateral;

    NeighborStatements(ReadUnit unit, NeighborQuery query) {
        this.unit = unit;
        this.query = query;
        this.relations = RelationIds.of(unit, query.relations());
        this.edgeCondition = GraphConditions.ofEdge(unit, query.edgeFilter());
        this.nodeCondition = GraphConditions.ofNode(unit, query.nodeFilter());
        this.lateral = !NO_LATERAL.contains(unit.session().profile().dialect().family());
    }

    /** The first keys of a node. */
    List<NeighborKey> keys(LiveNode node, EdgeArm arm, int limit) {
        return read(node, arm, KeyRange.ALL, limit);
    }

    /** The keys of a node within a relation, after another node and edge. */
    List<NeighborKey> keysInRelation(LiveNode node, EdgeArm arm, String relation, long other, long edgeId, int limit) {
        return read(node, arm, KeyRange.within(relation, arm, other, edgeId), limit);
    }

    /** The keys of a node in the relations after one. */
    List<NeighborKey> keysAfterRelation(LiveNode node, EdgeArm arm, String relation, int limit) {
        return read(node, arm, KeyRange.after(relation), limit);
    }

    private List<NeighborKey> read(LiveNode node, EdgeArm arm, KeyRange range, int limit) {
        StatementText statement = GraphConditions.statement(unit);
        if (lateral) {
            keysByRelation(statement, arm, range, limit, "?", "?", node.scopeId(), node.nodeId());
        } else {
            statement.line("SELECT r.name, e.relation_id, e." + arm.far() + ", e.edge_id");
            range.ofEdges(range.ofRelations(from(statement, node, arm)));
            ordered(statement, arm, limit);
        }
        return unit.session()
                .query(
                        statement.sql(),
                        statement.binds(),
                        row -> new NeighborKey(row.text(1), row.integer(2), row.integer(3), row.integer(4), arm));
    }

    /** How many edges there are at a node. */
    long count(LiveNode node, EdgeArm arm) {
        StatementText statement = from(GraphConditions.statement(unit).line("SELECT count(*)"), node, arm);
        return unit.session().number(statement.sql(), statement.binds().toArray());
    }

    /** The first keys of each of many nodes, in one statement; {@code each} hears the node's row. */
    void forEachKey(Collection<Long> nodes, EdgeArm arm, int limit, BiConsumer<Long, NeighborKey> each) {
        if (nodes.isEmpty()) {
            return;
        }
        StatementText statement = lateral ? eachByRelation(nodes, arm, limit) : eachByKeys(nodes, arm, limit);
        unit.session().query(statement.sql(), statement.binds(), row -> {
            each.accept(
                    row.integer(5), new NeighborKey(row.text(1), row.integer(2), row.integer(3), row.integer(4), arm));
            return row;
        });
    }

    /** SQLite answers the inner query for each node, PostgreSQL would for each pair of a node and an edge. */
    private StatementText eachByKeys(Collection<Long> nodes, EdgeArm arm, int limit) {
        StatementText statement = GraphConditions.statement(unit)
                .line("SELECT relation.name, hit.relation_id, hit." + arm.far() + ", hit.edge_id, near.node_id")
                .line("FROM node near")
                .line("CROSS JOIN edge hit")
                .line("CROSS JOIN relation")
                .line(
                        "WHERE near.node_id IN "
                                + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(nodes.stream().mapToLong(Long::longValue).toArray()))
                .line("AND ", GraphConditions.checkedScope(unit, "near"), "")
                .line("AND +hit.scope_id = near.scope_id")
                .line("AND hit.edge_id IN (")
                .line("SELECT e.edge_id");
        tables(statement)
                .line("WHERE r.scope_id = near.scope_id AND e.scope_id = near.scope_id")
                .line("AND e." + arm.near() + " = near.node_id");
        return ordered(conditions(statement, arm), arm, limit)
                .line(")")
                .line("AND relation.scope_id = hit.scope_id AND relation.relation_id = hit.relation_id");
    }

    private StatementText eachByRelation(Collection<Long> nodes, EdgeArm arm, int limit) {
        StatementText statement = GraphConditions.statement(unit)
                .line("SELECT hit.name, hit.relation_id, hit." + arm.far() + ", hit.edge_id, near.node_id")
                .line("FROM node near")
                .line("CROSS JOIN LATERAL (");
        return keysByRelation(statement, arm, KeyRange.ALL, limit, "near.scope_id", "near.node_id")
                .line(") hit")
                .line(
                        "WHERE near.node_id IN "
                                + unit.session().profile().values().rowIdSet(),
                        new RowIdSet(nodes.stream().mapToLong(Long::longValue).toArray()))
                .line("AND ", GraphConditions.checkedScope(unit, "near"), "");
    }

    /**
     * The keys at a node, each relation's from the index by itself: a planner that does not know that a loop over relations in order
     * gives their edges in order too would read and sort all of them. Parallel edges at the end of a relation's come along, because
     * only the order without them is the index's own.
     *
     * @param binds of the scope and the node, where they are question marks
     */
    private StatementText keysByRelation(
            StatementText statement,
            EdgeArm arm,
            KeyRange range,
            int limit,
            String scope,
            String node,
            Object... binds) {
        statement
                .line("SELECT r.name, e.relation_id, e." + arm.far() + ", e.edge_id")
                .line("FROM relation r")
                .line("CROSS JOIN LATERAL (")
                .line("SELECT e.relation_id, e." + arm.far() + ", e.edge_id")
                .line(nodeCondition == null ? "FROM edge e" : "FROM edge e CROSS JOIN node n")
                .line("WHERE e.scope_id = " + scope + " AND e." + arm.near() + " = " + node, binds)
                .line("AND e.relation_id = r.relation_id");
        range.ofEdges(edgeConditions(statement, arm))
                .line("ORDER BY e." + arm.far())
                .line("FETCH FIRST (?) ROWS WITH TIES", limit)
                .line(") e")
                .line("WHERE r.scope_id = " + scope, binds.length == 0 ? binds : new Object[] {binds[0]});
        relations.restrict(statement, "r.relation_id", unit);
        return ordered(range.ofRelations(statement), arm, limit);
    }

    /** The name of a relation of this read's scopes; of one that is not there, the name that comes before all others. */
    String relationName(long relationId) {
        StatementText statement = GraphConditions.statement(unit)
                .line("SELECT r.name")
                .line("FROM relation r")
                .line("WHERE r.relation_id = ?", relationId)
                .line("AND ", unit.contains(GraphConditions.number("r.scope_id")), "");
        return unit.session()
                .first(statement.sql(), statement.binds(), row -> row.text(1))
                .orElse("");
    }

    private StatementText from(StatementText statement, LiveNode node, EdgeArm arm) {
        tables(statement)
                .line("WHERE r.scope_id = ? AND e.scope_id = ?", node.scopeId(), node.scopeId())
                .line("AND e." + arm.near() + " = ?", node.nodeId());
        return conditions(statement, arm);
    }

    private StatementText tables(StatementText statement) {
        statement.line("FROM relation r").line("CROSS JOIN edge e");
        return nodeCondition == null ? statement : statement.line("CROSS JOIN node n");
    }

    private StatementText conditions(StatementText statement, EdgeArm arm) {
        statement.line("AND e.relation_id = r.relation_id");
        relations.restrict(statement, "r.relation_id", unit);
        return edgeConditions(statement, arm);
    }

    private StatementText edgeConditions(StatementText statement, EdgeArm arm) {
        statement
                .line("AND ", GraphConditions.edgeIsLive(unit), "")
                .line("AND " + arm.withoutRepeatedLoops(query.direction()));
        if (edgeCondition != null) {
            statement.line("AND ", edgeCondition, "");
        }
        if (nodeCondition != null) {
            statement
                    .line("AND n.node_id = e." + arm.far() + " AND n.scope_id = e.scope_id")
                    .line("AND ", nodeCondition, "");
        }
        return statement;
    }

    private StatementText ordered(StatementText statement, EdgeArm arm, int limit) {
        return statement
                .line("ORDER BY ", sortedName(), ", e." + arm.far() + ", e.edge_id")
                .line("LIMIT ?", limit);
    }

    private Field<String> sortedName() {
        return unit.session().profile().json().byCodePoint(DSL.field("r.name", String.class));
    }
}
