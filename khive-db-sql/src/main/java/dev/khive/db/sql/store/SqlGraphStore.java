package dev.khive.db.sql.store;

import dev.khive.api.error.ConflictException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Deletion;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.Path;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.Subgraph;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.TraversalRequest;
import dev.khive.db.sql.scope.LiveNodes;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.WriteUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Edges in SQL tables; the ways along them are those of {@link GraphWalks}. */
public final class SqlGraphStore extends SqlRecords<Edge, EdgeDraft, PreparedRow.Edge> implements GraphStore {
    private final EdgeTable table;
    private final GraphWalks walks;

    /** The store of a handle. */
    public SqlGraphStore(ScopeAccess access, GraphWalks walks) {
        this(access, walks, new EdgeTable());
    }

    private SqlGraphStore(ScopeAccess access, GraphWalks walks, EdgeTable table) {
        super("graph", access, table, new EdgeShape());
        this.table = table;
        this.walks = walks;
    }

    @Override
    public Edge upsertByNaturalKey(EdgeDraft draft) {
        ErrorContext call = call("upsertByNaturalKey");
        PreparedRow.Edge row = prepare(call, draft);
        return access().write(call, unit -> {
            List<StoredRow> there = table.withNaturalKey(unit, row);
            if (there.size() > 1) {
                throw new ConflictException("Several edges " + row.relation() + " from " + row.source() + " to "
                        + row.target() + " are there; name one by its id.");
            }
            UUID id = there.isEmpty() ? row.id() : there.get(0).id();
            writes().write(unit, row.withId(id), there.isEmpty() ? WriteRule.NOT_LIVE : WriteRule.UPSERT);
            return stored(unit, id);
        });
    }

    @Override
    public Deletion deleteIncident(UUID node, DeleteMode mode) {
        return access().write(call("deleteIncident"), unit -> delete(unit, incident(unit, node), mode));
    }

    private List<StoredRow> incident(WriteUnit unit, UUID node) {
        Long nodeId = LiveNodes.written(unit, List.of(node)).get(node);
        return nodeId == null ? List.of() : table.incident(unit, new long[] {nodeId});
    }

    @Override
    public Page<Neighbor> neighbors(UUID node, NeighborQuery query, PageRequest page) {
        return walks.neighbors(node, query, page);
    }

    @Override
    public Map<UUID, Page<Neighbor>> neighborsOfAll(Collection<UUID> nodes, NeighborQuery query, int limitPerNode) {
        return walks.neighborsOfAll(nodes, query, limitPerNode);
    }

    @Override
    public Traversal traverse(TraversalRequest request) {
        return walks.traverse(request);
    }

    @Override
    public Subgraph subgraph(TraversalRequest request) {
        return walks.subgraph(request);
    }

    @Override
    public Optional<Path> shortestPath(PathRequest request) {
        return walks.shortestPath(request);
    }
}
