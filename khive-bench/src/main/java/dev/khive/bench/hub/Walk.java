package dev.khive.bench.hub;

import dev.khive.api.filter.Filter;
import dev.khive.api.page.Cursor;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.Budget;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.TraversalRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A call that begins at a node. */
enum Walk {
    FIRST_PAGE("first page of 20, both directions") {
        @Override
        void run(GraphStore graph, UUID node, UUID other) {
            graph.neighbors(node, NeighborQuery.of(EdgeDirection.BOTH), PageRequest.first(PAGE));
        }
    },
    FIRST_PAGE_OF_A_RELATION("first page of 20 of one relation, outgoing") {
        @Override
        void run(GraphStore graph, UUID node, UUID other) {
            graph.neighbors(node, NeighborQuery.of(EdgeDirection.OUT, "RELATION_3"), PageRequest.first(PAGE));
        }
    },
    TENTH_PAGE("the first ten pages of 20, one after another") {
        @Override
        void run(GraphStore graph, UUID node, UUID other) {
            PageRequest request = PageRequest.first(PAGE);
            for (int page = 0; page < PAGES; page++) {
                Page<Neighbor> read = graph.neighbors(node, NeighborQuery.of(EdgeDirection.BOTH), request);
                Cursor next = read.next().orElse(null);
                request = PageRequest.first(PAGE);
                request = next == null ? request : request.after(next);
            }
        }
    },
    PAGES_OF_TWO("20 neighbors each of two nodes in one call") {
        @Override
        void run(GraphStore graph, UUID node, UUID other) {
            graph.neighborsOfAll(List.of(node, other), NeighborQuery.of(EdgeDirection.BOTH), PAGE);
        }
    },
    PART_OF_A_TRAVERSAL("traversal with a budget of 200 edges") {
        @Override
        void run(GraphStore graph, UUID node, UUID other) {
            graph.traverse(TraversalRequest.from(node, EdgeDirection.BOTH, 3).withBudget(BUDGET));
        }
    },
    PART_OF_A_SUBGRAPH("subgraph with a budget of 200 edges") {
        @Override
        void run(GraphStore graph, UUID node, UUID other) {
            graph.subgraph(TraversalRequest.from(node, EdgeDirection.BOTH, 3).withBudget(BUDGET));
        }
    },
    SHORTEST_PATH("shortest path to another node") {
        @Override
        void run(GraphStore graph, UUID node, UUID other) {
            graph.shortestPath(
                    new PathRequest(node, other, EdgeDirection.BOTH, Set.of(), Filter.ALL, Filter.ALL, DEPTH, WHOLE));
        }
    };

    private static final int PAGE = 20;
    private static final int PAGES = 10;
    private static final Budget BUDGET =
            new Budget(1_000, 200, Duration.ofSeconds(30), Budget.OnExhausted.RETURN_PARTIAL);

    private static final Budget WHOLE =
            new Budget(HubGraph.NODES, HubGraph.EDGES, Duration.ofSeconds(30), Budget.OnExhausted.FAIL);
    private static final int DEPTH = 6;

    private final String title;

    Walk(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract void run(GraphStore graph, UUID node, UUID other);
}
