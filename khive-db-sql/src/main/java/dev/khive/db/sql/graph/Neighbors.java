package dev.khive.db.sql.graph;

import dev.khive.api.page.Cursor;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.Edge;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.db.sql.filter.FilterText;
import dev.khive.db.sql.page.PageCursor;
import dev.khive.db.sql.scope.LiveNodes;
import dev.khive.db.sql.scope.LiveNodes.LiveNode;
import dev.khive.db.sql.scope.ReadUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Edges at nodes, in the order of {@link NeighborKey}. The keys of a page come first, from the index, and whole edges only for
 * those that the page shows; so a page costs its own size, whatever the degree of the node.
 */
final class Neighbors {
    private final ReadUnit unit;
    private final NeighborQuery query;
    private final NeighborStatements statements;

    Neighbors(ReadUnit unit, NeighborQuery query) {
        this.unit = unit;
        this.query = query;
        this.statements = new NeighborStatements(unit, query);
    }

    Page<Neighbor> page(UUID node, PageRequest request) {
        List<LiveNode> rows = LiveNodes.require(unit, node);
        String list = list(node);
        Position after = position(list, request.cursor());
        List<NeighborKey> keys = new ArrayList<>();
        for (LiveNode row : rows) {
            for (EdgeArm arm : EdgeArm.of(query.direction())) {
                keys.addAll(after(row, arm, after, request.limit() + 1));
            }
        }
        Long total = request.countTotal() ? (Long) total(rows) : null;
        return page(list, keys, request.limit(), total);
    }

    private List<NeighborKey> after(LiveNode node, EdgeArm arm, @Nullable Position after, int limit) {
        if (after == null) {
            return statements.keys(node, arm, limit);
        }
        // The rest of the relation that the last page ended in, then the relations after it: two ranges of one index.
        List<NeighborKey> keys = new ArrayList<>(
                statements.keysInRelation(node, arm, after.relation(), after.other(), after.edgeId(), limit));
        if (keys.size() < limit) {
            keys.addAll(statements.keysAfterRelation(node, arm, after.relation(), limit - keys.size()));
        }
        return keys;
    }

    Map<UUID, Page<Neighbor>> all(Collection<UUID> nodes, int limitPerNode) {
        Map<Long, LiveNode> rows = new LinkedHashMap<>();
        LiveNodes.all(unit, nodes).forEach(row -> rows.put(row.nodeId(), row));
        Map<UUID, List<NeighborKey>> keys = new LinkedHashMap<>();
        nodes.forEach(node -> keys.put(node, new ArrayList<>()));
        keys.keySet().retainAll(rows.values().stream().map(LiveNode::id).toList());
        for (EdgeArm arm : EdgeArm.of(query.direction())) {
            statements.forEachKey(rows.keySet(), arm, limitPerNode + 1, (nodeId, key) -> {
                LiveNode row = rows.get(nodeId);
                if (row != null) {
                    keys.computeIfAbsent(row.id(), id -> new ArrayList<>()).add(key);
                }
            });
        }
        Map<Long, Edge> edges = EdgeRecords.byRow(
                unit,
                keys.values().stream()
                        .flatMap(found ->
                                found.stream().sorted(NeighborKey.ORDER).limit(limitPerNode))
                        .map(NeighborKey::edgeId)
                        .toList());
        Map<UUID, Page<Neighbor>> pages = new LinkedHashMap<>();
        keys.forEach((node, found) -> pages.put(node, page(list(node), found, limitPerNode, null, edges)));
        return pages;
    }

    private Page<Neighbor> page(String list, List<NeighborKey> keys, int limit, @Nullable Long total) {
        List<Long> shown = keys.stream()
                .sorted(NeighborKey.ORDER)
                .limit(limit)
                .map(NeighborKey::edgeId)
                .toList();
        return page(list, keys, limit, total, EdgeRecords.byRow(unit, shown));
    }

    private static Page<Neighbor> page(
            String list, List<NeighborKey> keys, int limit, @Nullable Long total, Map<Long, Edge> edges) {
        List<NeighborKey> shown =
                keys.stream().sorted(NeighborKey.ORDER).limit(limit).toList();
        List<Neighbor> neighbors = new ArrayList<>(shown.size());
        for (NeighborKey key : shown) {
            Edge edge = edges.get(key.edgeId());
            if (edge != null) {
                neighbors.add(key.neighbor(edge));
            }
        }
        Cursor cursor = keys.size() > limit ? shown.getLast().cursor(list) : null;
        return new Page<>(neighbors, cursor, total);
    }

    private long total(List<LiveNode> rows) {
        long total = 0;
        for (LiveNode row : rows) {
            for (EdgeArm arm : EdgeArm.of(query.direction())) {
                total += statements.count(row, arm);
            }
        }
        return total;
    }

    /** All that decides which list a cursor belongs to. */
    private String list(UUID node) {
        return "neighbors " + unit.scopes() + " " + node + " " + query.direction() + " "
                + query.relations().stream().sorted().toList() + " " + FilterText.of(query.edgeFilter()) + " "
                + FilterText.of(query.nodeFilter());
    }

    /**
     * Where a page ended.
     *
     * @param relation the name of the relation
     */
    private record Position(String relation, long other, long edgeId) {}

    private @Nullable Position position(String list, @Nullable Cursor cursor) {
        if (cursor == null) {
            return null;
        }
        List<Object> keys = PageCursor.read(list, cursor);
        return new Position(statements.relationName((Long) keys.get(0)), (Long) keys.get(1), (Long) keys.get(2));
    }
}
