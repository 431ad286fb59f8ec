package dev.khive.conformance.mutant;

import dev.khive.api.error.KhiveException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.Path;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.Subgraph;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.TraversalRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Walks through the graph that go wrong. */
final class GraphMutants {
    static final List<Mutant> ALL = List.of(
            Mutant.of(
                    "directions-are-swapped",
                    "GRAPH-001",
                    "GraphStore.neighbors",
                    call -> call.changing(
                                    NeighborQuery.class,
                                    query -> new NeighborQuery(
                                            swapped(query.direction()),
                                            query.relations(),
                                            query.edgeFilter(),
                                            query.nodeFilter()))
                            .proceed()),
            Mutant.of(
                    "neighbors-are-those-of-every-relation",
                    "GRAPH-001",
                    "GraphStore.neighbors",
                    call -> call.changing(
                                    NeighborQuery.class,
                                    query -> new NeighborQuery(
                                            query.direction(), Set.of(), query.edgeFilter(), query.nodeFilter()))
                            .proceed()),
            Mutant.of("neighbors-are-filtered-after-the-cut", "GRAPH-002", "GraphStore.neighbors", GraphMutants::late),
            Mutant.of("the-total-of-neighbors-is-that-of-the-page", "GRAPH-003", "GraphStore.neighbors", call -> {
                Page<Neighbor> page = call.proceed();
                return page.count() == null
                        ? page
                        : new Page<>(
                                page.items(), page.cursor(), (long) page.items().size());
            }),
            Mutant.of("a-node-that-is-not-live-has-no-neighbors", "GRAPH-005", "GraphStore.neighbors", call -> {
                try {
                    return call.proceed();
                } catch (NotFoundException refused) {
                    return new Page<Neighbor>(List.of(), null, null);
                }
            }),
            Mutant.of("nodes-without-neighbors-are-left-out", "GRAPH-006", "GraphStore.neighborsOfAll", call -> {
                Map<UUID, Page<Neighbor>> all = new LinkedHashMap<>(call.<Map<UUID, Page<Neighbor>>>proceed());
                all.values().removeIf(page -> page.items().isEmpty());
                return all;
            }),
            traversal(
                    "a-traversal-stops-one-level-early",
                    "GRAPH-010",
                    request -> new TraversalRequest(
                            request.roots(),
                            request.direction(),
                            request.relations(),
                            request.edgeFilter(),
                            request.nodeFilter(),
                            Math.min(request.minDepth(), Math.max(0, request.maxDepth() - 1)),
                            Math.max(0, request.maxDepth() - 1),
                            request.budget())),
            traversal(
                    "a-traversal-passes-refused-nodes",
                    "GRAPH-011",
                    request -> new TraversalRequest(
                            request.roots(),
                            request.direction(),
                            request.relations(),
                            request.edgeFilter(),
                            Filter.ALL,
                            request.minDepth(),
                            request.maxDepth(),
                            request.budget())),
            traversal(
                    "only-the-first-root-is-walked",
                    "GRAPH-012",
                    request -> new TraversalRequest(
                            request.roots()
                                    .subList(0, Math.min(1, request.roots().size())),
                            request.direction(),
                            request.relations(),
                            request.edgeFilter(),
                            request.nodeFilter(),
                            request.minDepth(),
                            request.maxDepth(),
                            request.budget())),
            Mutant.of("a-subgraph-lacks-an-edge", "GRAPH-013", "GraphStore.subgraph", call -> {
                Subgraph subgraph = call.proceed();
                return new Subgraph(
                        subgraph.traversal(), subgraph.edges().stream().skip(1).toList());
            }),
            Mutant.of("a-root-that-is-not-live-reaches-nothing", "GRAPH-014", "GraphStore.traverse", call -> {
                try {
                    return call.proceed();
                } catch (NotFoundException refused) {
                    return unflagged(List.of(), 0);
                }
            }),
            Mutant.of("a-partial-traversal-is-not-flagged", "GRAPH-018", "GraphStore.traverse", call -> {
                Traversal traversal = call.proceed();
                return unflagged(traversal.visits(), traversal.edgesSeen());
            }),
            Mutant.of("a-path-is-walked-backwards", "GRAPH-020", "GraphStore.shortestPath", call -> {
                Optional<Path> found = call.proceed();
                return found.map(
                        path -> new Path(path.nodes().reversed(), path.edges().reversed()));
            }),
            Mutant.of(
                    "a-path-takes-every-relation",
                    "GRAPH-026",
                    "GraphStore.shortestPath",
                    call -> call.changing(
                                    PathRequest.class,
                                    request -> new PathRequest(
                                            request.from(),
                                            request.to(),
                                            request.direction(),
                                            Set.of(),
                                            request.edgeFilter(),
                                            request.nodeFilter(),
                                            request.maxDepth(),
                                            request.budget()))
                            .proceed()),
            Mutant.of("a-spent-budget-is-no-path", "GRAPH-029", "GraphStore.shortestPath", call -> {
                try {
                    return call.proceed();
                } catch (NotFoundException missing) {
                    throw missing;
                } catch (KhiveException refused) {
                    return Optional.empty();
                }
            }));

    private GraphMutants() {}

    @SuppressWarnings(
            "NullAway") // A traversal that is whole has no limit; the checker does not see the annotation of a nested
    // type.
    private static Traversal unflagged(List<Traversal.Visit> visits, long edges) {
        return new Traversal(visits, edges, null);
    }

    private static EdgeDirection swapped(EdgeDirection direction) {
        return switch (direction) {
            case OUT -> EdgeDirection.IN;
            case IN -> EdgeDirection.OUT;
            default -> direction;
        };
    }

    private static Mutant traversal(
            String name, String rule, java.util.function.UnaryOperator<TraversalRequest> change) {
        return new Mutant(
                name,
                rule,
                List.of("GraphStore.traverse", "GraphStore.subgraph"),
                call -> call.changing(TraversalRequest.class, change).proceed());
    }

    /** Cuts the page first and drops what the filters refuse afterwards. */
    private static Object late(Call call) throws Throwable {
        GraphStore graph = call.on(GraphStore.class);
        UUID node = call.argument(0);
        NeighborQuery query = call.argument(1);
        PageRequest request = call.argument(2);
        Page<Neighbor> cut = graph.neighbors(
                node,
                new NeighborQuery(query.direction(), query.relations(), Filter.ALL, Filter.ALL),
                new PageRequest(request.limit(), null, false));
        Set<UUID> accepted = graph.neighbors(node, query, PageRequest.first(1_000)).items().stream()
                .map(neighbor -> neighbor.edge().id())
                .collect(Collectors.toSet());
        return new Page<>(
                cut.items().stream()
                        .filter(neighbor -> accepted.contains(neighbor.edge().id()))
                        .toList(),
                null,
                null);
    }
}
