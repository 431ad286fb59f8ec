package dev.khive.conformance.memory;

import dev.khive.api.Bounds;
import dev.khive.api.error.AlreadyExistsException;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.NotFoundException;
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
import dev.khive.api.store.StoredRecord;
import dev.khive.api.store.Subgraph;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.TraversalRequest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Edges in memory, and the ways through them. */
final class MemoryGraph extends MemoryRecords<Edge, EdgeDraft> implements GraphStore {
    private record Listed(Object scope, UUID node, NeighborQuery query) {}

    MemoryGraph(Access access) {
        super(access, new EdgeKind());
    }

    @Override
    void checkPlace(Write write, Edge edge) {
        for (UUID end : List.of(edge.source(), edge.target())) {
            if (!write.rows().liveNode(end, write.now())) {
                throw new NotFoundException("The end " + end + " of the edge is no live node of this scope (relation "
                        + edge.relation() + ").");
            }
        }
        Row before = write.rows().edges.get(edge.id());
        if (before != null) {
            checkSamePlace(before.record(), edge);
        }
    }

    @Override
    void checkSamePlace(StoredRecord earlier, Edge edge) {
        if (!(earlier instanceof Edge before
                && before.source().equals(edge.source())
                && before.target().equals(edge.target()))) {
            throw new ConflictException("The ends of an edge never change: " + edge.id() + " joins two other nodes.");
        }
    }

    @Override
    public Edge upsertByNaturalKey(EdgeDraft draft) {
        Edge wanted = prepared(draft);
        return access().write(write -> {
            List<Edge> there = cast(write.view().liveEdges(), Edge.class)
                    .filter(edge -> edge.source().equals(wanted.source())
                            && edge.relation().equals(wanted.relation())
                            && edge.target().equals(wanted.target()))
                    .toList();
            if (there.size() > 1) {
                throw new ConflictException("Several edges " + wanted.relation() + " from " + wanted.source() + " to "
                        + wanted.target() + " are there; name one by its id.");
            }
            if (there.isEmpty()) {
                put(write, wanted, (before, live) -> {
                    if (live) {
                        throw new AlreadyExistsException("There is another edge " + wanted.id() + " already.");
                    }
                });
                return stored(write, wanted.id());
            }
            EdgeDraft same = new EdgeDraft(
                    there.get(0).id(),
                    draft.source(),
                    draft.relation(),
                    draft.target(),
                    draft.weight(),
                    draft.validFrom(),
                    draft.validTo(),
                    draft.properties());
            put(write, prepared(same), (before, live) -> {});
            return stored(write, same.id());
        });
    }

    private static Edge stored(Write write, UUID id) {
        return cast(write.rows().edges.values().stream(), Edge.class)
                .filter(edge -> edge.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public Deletion deleteIncident(UUID node, DeleteMode mode) {
        return access().write(write -> delete(
                write,
                write.rows().liveNode(node, write.now()) ? MemoryNodes.incident(write.rows(), Set.of(node)) : List.of(),
                mode));
    }

    @Override
    public Page<Neighbor> neighbors(UUID node, NeighborQuery query, PageRequest page) {
        return access().read(view -> {
            Hops hops = new Hops(view, query.direction(), query.relations(), query.edgeFilter(), query.nodeFilter());
            view.requireLiveNode(node);
            return page(hops, node, query, page);
        });
    }

    private Page<Neighbor> page(Hops hops, UUID node, NeighborQuery query, PageRequest page) {
        return access().pages()
                .page(
                        new Listed(access().scope(), node, query),
                        hops.from(node).stream().filter(Hop::accepted).toList(),
                        Hop::key,
                        Hop.ORDER,
                        page,
                        access().bounds())
                .map(Hop::neighbor);
    }

    @Override
    public Map<UUID, Page<Neighbor>> neighborsOfAll(Collection<UUID> nodes, NeighborQuery query, int limitPerNode) {
        Bounds.require(
                "The number of nodes in one call",
                nodes.size(),
                access().bounds().batch());
        return access().read(view -> {
            Hops hops = new Hops(view, query.direction(), query.relations(), query.edgeFilter(), query.nodeFilter());
            PageRequest page = PageRequest.first(limitPerNode);
            Bounds.require(
                    "The limit of a page", limitPerNode, access().bounds().results());
            Map<UUID, Page<Neighbor>> found = new LinkedHashMap<>();
            for (UUID node : nodes) {
                if (view.liveNodes().anyMatch(row -> row.record().id().equals(node))) {
                    found.put(node, page(hops, node, query, page));
                }
            }
            return found;
        });
    }

    @Override
    public Traversal traverse(TraversalRequest request) {
        return access().read(view -> walk(view, request).traversal());
    }

    @Override
    public Subgraph subgraph(TraversalRequest request) {
        return access().read(view -> walk(view, request).subgraph());
    }

    private Walk walk(View view, TraversalRequest request) {
        return Walk.of(view, request, access().bounds());
    }

    @Override
    public Optional<Path> shortestPath(PathRequest request) {
        Bounds.require(
                "The depth of a walk", request.maxDepth(), access().bounds().traversalDepth());
        return access().read(view -> ShortestPath.of(view, request));
    }
}
