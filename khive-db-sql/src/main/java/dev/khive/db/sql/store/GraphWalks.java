package dev.khive.db.sql.store;

import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.Path;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.Subgraph;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.TraversalRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The part of {@link dev.khive.api.store.GraphStore} that goes along edges; each method is the store's of the same name. */
public interface GraphWalks {
    /** See {@link dev.khive.api.store.GraphStore#neighbors}. */
    Page<Neighbor> neighbors(UUID node, NeighborQuery query, PageRequest page);

    /** See {@link dev.khive.api.store.GraphStore#neighborsOfAll}. */
    Map<UUID, Page<Neighbor>> neighborsOfAll(Collection<UUID> nodes, NeighborQuery query, int limitPerNode);

    /** See {@link dev.khive.api.store.GraphStore#traverse}. */
    Traversal traverse(TraversalRequest request);

    /** See {@link dev.khive.api.store.GraphStore#subgraph}. */
    Subgraph subgraph(TraversalRequest request);

    /** See {@link dev.khive.api.store.GraphStore#shortestPath}. */
    Optional<Path> shortestPath(PathRequest request);
}
