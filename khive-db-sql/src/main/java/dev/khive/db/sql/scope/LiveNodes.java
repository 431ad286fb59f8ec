package dev.khive.db.sql.scope;

import dev.khive.api.error.NotFoundException;
import dev.khive.db.sql.session.IdSet;
import dev.khive.db.sql.session.StatementText;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.impl.DSL;

/** The live nodes behind UUIDs, many in one statement. */
public final class LiveNodes {
    /**
     * A live node.
     *
     * @param id its UUID
     * @param scopeId the row of its namespace
     * @param nodeId its row
     */
    public record LiveNode(UUID id, long scopeId, long nodeId) {}

    private LiveNodes() {}

    /** The live nodes with these ids, the first stored first; an id can have one in each namespace of the handle. */
    public static List<LiveNode> all(ReadUnit unit, Collection<UUID> ids) {
        StatementText statement = new StatementText(unit.session().profile().dialect())
                .line("SELECT n.uuid, n.scope_id, n.node_id")
                .line("FROM node n")
                .line("WHERE ", unit.contains(DSL.field("n.scope_id", Long.class)), "")
                .line("AND n.uuid " + unit.session().profile().values().idSet(), new IdSet(ids))
                .line("AND ", unit.live(DSL.field("n.dead_at", Long.class)), "");
        return unit
                .session()
                .query(
                        statement.sql(),
                        statement.binds(),
                        row -> new LiveNode(row.uuid(1), row.integer(2), row.integer(3)))
                .stream()
                .sorted(Comparator.comparingLong(LiveNode::nodeId))
                .toList();
    }

    /** The rows of the live nodes with these ids in the scope that is written; an id that is not live has no entry. */
    public static Map<UUID, Long> written(WriteUnit unit, Collection<UUID> ids) {
        Map<UUID, Long> rows = new LinkedHashMap<>();
        all(unit.reading(), ids).forEach(node -> rows.put(node.id(), node.nodeId()));
        return rows;
    }

    /**
     * The live nodes with one id, one or more.
     *
     * @throws NotFoundException when no namespace of the handle has such a node
     */
    public static List<LiveNode> require(ReadUnit unit, UUID id) {
        List<LiveNode> found = all(unit, List.of(id));
        if (found.isEmpty()) {
            throw notFound(id);
        }
        return found;
    }

    /** The error for a node that is not live. */
    public static NotFoundException notFound(UUID id) {
        return new NotFoundException("There is no live node " + id + " in this scope.");
    }
}
