package dev.khive.db.postgres;

import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.Budget;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.TraversalRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Edges and walks, call by call, on twelve nodes in a ring with chords and a loop. */
class GraphStoreInStepTest extends StoreInStep {
    private static final int NODES = 12;
    private static final Instant ANCIENT = Instant.parse("-9000-06-01T00:00:00Z");
    private static final Instant RECENT = Instant.parse("2020-01-01T00:00:00Z");

    private static UUID node(int i) {
        return id("node-" + i % NODES);
    }

    private static EdgeDraft edge(int i) {
        int from = i % NODES;
        return new EdgeDraft(
                id("edge-" + i),
                node(from),
                i % 3 == 0 ? "SEES" : "KNOWS",
                i == 5 ? node(from) : node(from * (1 + i / NODES) + 1 + i / NODES),
                i / 4.0 - 2,
                i % 4 == 1 ? ANCIENT : null,
                i % 4 < 2 ? RECENT : null,
                properties(i));
    }

    private void fill() {
        List<EntityDraft> nodes = new ArrayList<>();
        List<EdgeDraft> edges = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(new EntityDraft(node(i), List.of(i % 2 == 0 ? "Even" : "Odd"), properties(i)));
        }
        for (int i = 0; i < 3 * NODES; i++) {
            edges.add(edge(i));
        }
        same("nodes", stores -> stores.entities().upsertAll(nodes, BatchMode.ATOMIC));
        same("edges", stores -> stores.graph().upsertAll(edges, BatchMode.ATOMIC));
    }

    @Test
    void everyFilterListsAndCountsTheSameEdges() {
        fill();
        List<Filter> filters = new ArrayList<>(propertyFilters());
        filters.addAll(textFilters(RecordField.KIND, "KNOWS", "SEES"));
        filters.addAll(List.of(
                Filter.field(RecordField.SOURCE).equalTo(node(1)),
                Filter.field(RecordField.TARGET).in(node(1), node(2)),
                Filter.field(RecordField.WEIGHT).between(-1, 2.5),
                Filter.field(RecordField.VALID_FROM).exists(),
                Filter.field(RecordField.VALID_FROM).atMost(ANCIENT),
                Filter.field(RecordField.VALID_TO).lessThan(RECENT)));
        for (Filter filter : filters) {
            same("count of " + filter, stores -> stores.graph().count(filter));
            same("pages of " + filter, stores -> pages(page -> stores.graph().list(filter, Order.BY_CREATION, page)));
        }
        for (RecordField field : List.of(
                RecordField.KIND, RecordField.SOURCE, RecordField.TARGET, RecordField.WEIGHT, RecordField.VALID_TO)) {
            same(
                    "pages by " + field,
                    stores -> pages(page -> stores.graph().list(Filter.ALL, Order.descending(field), page)));
        }
    }

    @Test
    void anEdgeIsWrittenChangedAndDeletedWithItsEnds() {
        fill();
        refused(
                "NOT_FOUND",
                "an edge to nobody",
                stores -> stores.graph().insert(EdgeDraft.of(node(0), "KNOWS", id("nobody"))));
        EdgeDraft natural = new EdgeDraft(id("natural"), node(0), "LIKES", node(3), 1, null, null, Map.of("n", 1));
        same("natural key", stores -> stores.graph().upsertByNaturalKey(natural));
        same(
                "natural key again",
                stores -> stores.graph()
                        .upsertByNaturalKey(new EdgeDraft(
                                id("natural-2"), node(0), "LIKES", node(3), 2, null, null, Map.of("n", 2))));
        same("get", stores -> stores.graph().get(id("natural")));
        same("delete an end", stores -> stores.entities().delete(node(3), DeleteMode.SOFT));
        same("its edge", stores -> stores.graph().get(id("natural")));
        same("restore the end", stores -> stores.entities().restore(node(3)));
        same("its edge again", stores -> stores.graph().get(id("natural")));
        same("delete incident", stores -> stores.graph().deleteIncident(node(1), DeleteMode.SOFT));
        same(
                "deleted",
                stores -> stores.graph().listDeleted(Filter.ALL, Order.ascending(RecordField.ID), PageRequest.FIRST));
        same("delete incident for good", stores -> stores.graph().deleteIncident(node(2), DeleteMode.HARD));
        same("erase a node", stores -> stores.entities().delete(node(4), DeleteMode.HARD));
        same("left", stores -> stores.graph().list(Filter.ALL, Order.ascending(RecordField.ID), PageRequest.FIRST));
        same("statistics", stores -> stores.statistics());
    }

    @Test
    void neighborsAreTheSamePageByPage() {
        fill();
        for (EdgeDirection direction : EdgeDirection.values()) {
            for (Set<String> relations : List.of(Set.<String>of(), Set.of("SEES"), Set.of("KNOWS", "NOBODY"))) {
                for (Filter filter : List.of(Filter.ALL, Filter.property("n").atLeast(2))) {
                    NeighborQuery query = new NeighborQuery(direction, relations, filter, Filter.ALL);
                    NeighborQuery byNode = new NeighborQuery(direction, relations, Filter.ALL, filter);
                    for (int i = 0; i < NODES; i += 5) {
                        UUID node = node(i);
                        same(
                                "neighbors " + query,
                                stores -> pages(page -> stores.graph().neighbors(node, query, page)));
                        same(
                                "neighbors " + byNode,
                                stores -> pages(page -> stores.graph().neighbors(node, byNode, page)));
                    }
                    same(
                            "neighbors of all " + query,
                            stores -> stores.graph().neighborsOfAll(List.of(node(0), node(5), id("nobody")), query, 2));
                }
            }
        }
        refused(
                "NOT_FOUND",
                "neighbors of nobody",
                stores ->
                        stores.graph().neighbors(id("nobody"), NeighborQuery.of(EdgeDirection.OUT), PageRequest.FIRST));
    }

    @Test
    void walksVisitTheSameNodesAtTheSameDepth() {
        fill();
        for (EdgeDirection direction : EdgeDirection.values()) {
            for (int depth = 1; depth <= 4; depth++) {
                TraversalRequest walk = TraversalRequest.from(node(0), direction, depth);
                TraversalRequest known = TraversalRequest.from(node(0), direction, depth, "KNOWS");
                TraversalRequest filtered = new TraversalRequest(
                        List.of(node(0), node(7)),
                        direction,
                        Set.of(),
                        Filter.field(RecordField.WEIGHT).atLeast(-1),
                        Filter.field(RecordField.LABEL).equalTo("Even"),
                        0,
                        depth,
                        Budget.DEFAULT);
                for (TraversalRequest request : List.of(walk, known, filtered)) {
                    same(
                            "walk " + request,
                            stores ->
                                    Set.copyOf(stores.graph().traverse(request).visits()));
                }
                same("subgraph", stores -> subgraph(stores, walk));
            }
        }
        Budget tiny = new Budget(2, 3, Duration.ofSeconds(30), Budget.OnExhausted.FAIL);
        refused(
                "INVALID_INPUT",
                "beyond the budget",
                stores -> stores.graph()
                        .traverse(TraversalRequest.from(node(0), EdgeDirection.BOTH, 4)
                                .withBudget(tiny)));
    }

    private static Object subgraph(Storage stores, TraversalRequest walk) {
        var found = stores.graph().subgraph(walk);
        return List.of(Set.copyOf(found.traversal().visits()), found.edges());
    }

    @Test
    void shortestPathsAreAsLong() {
        fill();
        for (int i = 0; i < NODES; i++) {
            UUID end = node(i);
            for (EdgeDirection direction : EdgeDirection.values()) {
                same(
                        "path to " + i,
                        stores -> stores.graph().shortestPath(PathRequest.between(node(0), end, direction, 6)));
                same(
                        "path by SEES to " + i,
                        stores -> stores.graph().shortestPath(PathRequest.between(node(0), end, direction, 6, "SEES")));
            }
        }
        same(
                "no path",
                stores -> stores.graph().shortestPath(PathRequest.between(node(0), node(6), EdgeDirection.OUT, 0)));
    }
}
