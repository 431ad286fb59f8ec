package dev.khive.api.store;

import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Edges, and the ways through them. Own fields in filters and orders: ID, KIND (the relation), SOURCE, TARGET, WEIGHT,
 * VALID_FROM, VALID_TO, CREATED_AT, UPDATED_AT, REVISION.
 *
 * <p>An edge whose end is softly deleted or expired is hidden from every read here.
 */
public non-sealed interface GraphStore extends RecordStore<Edge, EdgeDraft> {
    /**
     * Writes the one live edge with this source, relation and target: updates it, keeping its id, or inserts the draft.
     *
     * @return the edge as it is stored now
     * @throws dev.khive.api.error.ConflictException when several parallel edges are there; name one by its id
     */
    Edge upsertByNaturalKey(EdgeDraft draft);

    /**
     * The edges at a node with the nodes at their other end: by the relation's name, then by the node at the other end and the edge,
     * those that were stored first coming first. A page costs its own size, whatever the degree of the node.
     *
     * @throws dev.khive.api.error.NotFoundException when the node is not live in the scope
     */
    Page<Neighbor> neighbors(UUID node, NeighborQuery query, PageRequest page);

    /**
     * {@link #neighbors} of many nodes in one call, each with at most {@code limitPerNode} items; a page says whether there
     * are more. Nodes that are not live have no entry.
     */
    Map<UUID, Page<Neighbor>> neighborsOfAll(Collection<UUID> nodes, NeighborQuery query, int limitPerNode);

    /**
     * The nodes that are reachable from the roots, each once with its least depth, nearest first.
     *
     * @throws dev.khive.api.error.OperationTimeoutException when the time of the budget ends and it asks to fail
     * @throws dev.khive.api.error.InvalidInputException when another part of the budget ends and it asks to fail, or a
     *     bound is exceeded
     * @throws dev.khive.api.error.NotFoundException when a root is not live
     */
    Traversal traverse(TraversalRequest request);

    /** {@link #traverse}, and every edge between the nodes found that the request's relations and filters accept. */
    Subgraph subgraph(TraversalRequest request);

    /**
     * A path with the fewest edges, by breadth-first search from both ends; among several the same one is returned as
     * long as the graph does not change. From a node to itself it has no edges.
     *
     * @return empty when both nodes are live and no path within the request's depth joins them
     */
    Optional<Path> shortestPath(PathRequest request);

    /**
     * Deletes every edge at a node, in both directions.
     *
     * @return how many there were
     */
    Deletion deleteIncident(UUID node, DeleteMode mode);
}
