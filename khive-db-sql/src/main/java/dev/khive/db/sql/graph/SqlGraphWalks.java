package dev.khive.db.sql.graph;

import dev.khive.api.Bounds;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.Budget;
import dev.khive.api.store.Edge;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.Path;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.Subgraph;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.TraversalRequest;
import dev.khive.db.sql.scope.LiveNodes;
import dev.khive.db.sql.scope.LiveNodes.LiveNode;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.store.GraphWalks;
import dev.khive.vector.SubjectOrder;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The walks of a handle, each on one consistent snapshot. */
public final class SqlGraphWalks implements GraphWalks {
    private static final String STORE = "graph";

    private final ScopeAccess access;

    /** The walks of a handle. */
    public SqlGraphWalks(ScopeAccess access) {
        this.access = access;
    }

    @Override
    public Page<Neighbor> neighbors(UUID node, NeighborQuery query, PageRequest page) {
        return access.read(call("neighbors"), unit -> {
            Bounds.require("The limit of a page", page.limit(), access.bounds().results());
            return new Neighbors(unit, query).page(node, page);
        });
    }

    @Override
    public Map<UUID, Page<Neighbor>> neighborsOfAll(Collection<UUID> nodes, NeighborQuery query, int limitPerNode) {
        return access.read(call("neighborsOfAll"), unit -> {
            Bounds.require(
                    "The number of nodes in one call",
                    nodes.size(),
                    access.bounds().batch());
            Bounds.require("The limit of a page", limitPerNode, access.bounds().results());
            if (limitPerNode < 1) {
                throw new InvalidInputException("The limit of a page must be at least 1, was " + limitPerNode + ".");
            }
            return new Neighbors(unit, query).all(nodes, limitPerNode);
        });
    }

    @Override
    public Traversal traverse(TraversalRequest request) {
        return access.read(call("traverse"), unit -> {
            checkDepth(request.maxDepth());
            BudgetMeter meter = new BudgetMeter(request.budget(), true);
            return new BreadthFirst(unit, request, meter).run(roots(unit, request));
        });
    }

    @Override
    public Subgraph subgraph(TraversalRequest request) {
        return access.read(call("subgraph"), unit -> {
            checkDepth(request.maxDepth());
            BudgetMeter meter = new BudgetMeter(request.budget(), true);
            BreadthFirst walk = new BreadthFirst(unit, request, meter);
            Traversal traversal = walk.run(roots(unit, request));
            List<Long> edges = walk.edgesAmongVisited();
            List<Edge> records = EdgeRecords.inOrder(unit, edges).stream()
                    .sorted(Comparator.comparing(Edge::id, SubjectOrder.BY_UUID))
                    .toList();
            return new Subgraph(walk.withPresentBudget(traversal), records);
        });
    }

    @Override
    public Optional<Path> shortestPath(PathRequest request) {
        return access.read(call("shortestPath"), unit -> {
            checkDepth(request.maxDepth());
            List<LiveNode> starts = LiveNodes.require(unit, request.from());
            List<LiveNode> ends = LiveNodes.require(unit, request.to());
            PathSearch search = new PathSearch(unit, request, new BudgetMeter(request.budget(), false));
            return starts.stream()
                    .flatMap(start -> ends.stream()
                            // No edge leaves its namespace.
                            .filter(end -> end.scopeId() == start.scopeId())
                            .flatMap(end -> search.between(start.nodeId(), end.nodeId()).stream()))
                    .min(Comparator.comparingInt(found -> found.edges().size()))
                    .map(found -> path(unit, found));
        });
    }

    private static Path path(ReadUnit unit, PathSearch.Found found) {
        Map<Long, UUID> ids = RowIds.nodes(unit, found.nodes());
        List<UUID> nodes = found.nodes().stream()
                .map(ids::get)
                .map(Objects::requireNonNull)
                .toList();
        return new Path(nodes, EdgeRecords.inOrder(unit, found.edges()));
    }

    /**
     * How near the nodes are that a traversal finds: their rows with their depths, nearest first. The part of a budget that asks for a
     * partial answer ends it in the same way.
     */
    public static Map<Long, Integer> depths(ReadUnit unit, TraversalRequest request, Bounds bounds) {
        Bounds.require("The depth of a walk", request.maxDepth(), bounds.traversalDepth());
        Budget budget = request.budget();
        return new BreadthFirst(unit, request, new BudgetMeter(budget, true)).depths(roots(unit, request));
    }

    private static List<Long> roots(ReadUnit unit, TraversalRequest request) {
        List<LiveNode> found = LiveNodes.all(unit, request.roots());
        Set<UUID> live = found.stream().map(LiveNode::id).collect(Collectors.toSet());
        for (UUID root : request.roots()) {
            if (!live.contains(root)) {
                throw LiveNodes.notFound(root);
            }
        }
        return found.stream().map(LiveNode::nodeId).toList();
    }

    private void checkDepth(int depth) {
        Bounds.require("The depth of a walk", depth, access.bounds().traversalDepth());
    }

    private static ErrorContext call(String operation) {
        return ErrorContext.of(STORE, operation);
    }
}
