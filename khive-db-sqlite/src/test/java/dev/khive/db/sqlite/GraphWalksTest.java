package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.Budget;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.Path;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.Subgraph;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.TraversalRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphWalksTest {
    private static final Set<String> SOME = Set.of("LIKES", "ärgert");

    private final TestStores stores = TestStores.inMemory();
    private final TestStores.Handle handle = stores.in();

    @AfterEach
    void close() {
        stores.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void neighboursInPagesAreTheEdgesAtTheNode(long seed) {
        RandomGraph graph = stored(seed, 12, 60);
        for (EdgeDirection direction : EdgeDirection.values()) {
            for (Set<String> relations : List.of(Set.<String>of(), SOME)) {
                NeighborQuery query = new NeighborQuery(direction, relations, Filter.ALL, Filter.ALL);
                for (UUID node : graph.nodes) {
                    List<Neighbor> found = allPages(node, query, 3);
                    Map<UUID, UUID> expected = new HashMap<>();
                    graph.at(node, direction, relations).forEach((edge, other) -> expected.put(edge.id(), other));
                    assertThat(found.stream().map(neighbor -> neighbor.edge().id()))
                            .doesNotHaveDuplicates();
                    assertThat(found.stream()
                                    .collect(Collectors.toMap(
                                            neighbor -> neighbor.edge().id(), Neighbor::node)))
                            .isEqualTo(expected);
                    assertThat(found.stream().map(neighbor -> neighbor.edge().relation()))
                            .isSorted();
                }
            }
        }
    }

    private List<Neighbor> allPages(UUID node, NeighborQuery query, int limit) {
        List<Neighbor> all = new ArrayList<>();
        PageRequest request = PageRequest.first(limit).withTotal();
        Page<Neighbor> page = handle.graph().neighbors(node, query, request);
        all.addAll(page.items());
        while (page.hasMore()) {
            assertThat(page.items()).hasSize(limit);
            page = handle.graph()
                    .neighbors(node, query, request.after(page.next().orElseThrow()));
            all.addAll(page.items());
        }
        assertThat(page.total()).hasValue(all.size());
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neighboursOfManyNodesAreTheFirstPageOfEach(long seed) {
        RandomGraph graph = stored(seed, 12, 60);
        List<UUID> asked = new ArrayList<>(graph.nodes);
        asked.add(UUID.randomUUID());
        for (EdgeDirection direction : EdgeDirection.values()) {
            NeighborQuery query = NeighborQuery.of(direction);
            Map<UUID, Page<Neighbor>> found = handle.graph().neighborsOfAll(asked, query, 4);
            assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(graph.nodes);
            for (UUID node : graph.nodes) {
                assertThat(found.get(node)).isEqualTo(handle.graph().neighbors(node, query, PageRequest.first(4)));
            }
        }
    }

    @Test
    void aSelfLoopCountsOnceInBothDirections() {
        RandomGraph graph = stored(1, 2, 0);
        UUID node = graph.nodes.getFirst();
        handle.graph().upsert(EdgeDraft.of(node, "KNOWS", node));
        Page<Neighbor> page = handle.graph().neighbors(node, NeighborQuery.of(EdgeDirection.BOTH), PageRequest.FIRST);
        assertThat(page.items()).hasSize(1);
        assertThat(page.items().getFirst().direction()).isEqualTo(EdgeDirection.OUT);
        assertThat(page.items().getFirst().node()).isEqualTo(node);
    }

    @Test
    void filtersHoldBeforeThePageIsCut() {
        RandomGraph graph = stored(7, 12, 80);
        UUID node = graph.nodes.getFirst();
        Filter heavy = Filter.field(RecordField.WEIGHT).atLeast(2);
        Filter late = Filter.property("rank").greaterThan(5);
        NeighborQuery query = new NeighborQuery(EdgeDirection.BOTH, Set.of(), heavy, late);
        Set<UUID> expected = graph.at(node, EdgeDirection.BOTH, Set.of()).entrySet().stream()
                .filter(entry -> entry.getKey().weight() >= 2)
                .filter(entry -> graph.nodes.indexOf(entry.getValue()) > 5)
                .map(entry -> entry.getKey().id())
                .collect(Collectors.toSet());
        assertThat(expected).isNotEmpty();
        assertThat(allPages(node, query, 2).stream()
                        .map(neighbor -> neighbor.edge().id()))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(handle.graph().neighborsOfAll(List.of(node), query, 2).get(node))
                .isEqualTo(handle.graph().neighbors(node, query, PageRequest.first(2)));
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        RandomGraph graph = stored(1, 4, 40);
        var graphStore = handle.graph();
        Page<Neighbor> page =
                graphStore.neighbors(graph.nodes.getFirst(), NeighborQuery.of(EdgeDirection.OUT), PageRequest.first(1));
        PageRequest next = PageRequest.first(1).after(page.next().orElseThrow());
        assertThatThrownBy(() -> graphStore.neighbors(graph.nodes.getFirst(), NeighborQuery.of(EdgeDirection.IN), next))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> graphStore.neighbors(graph.nodes.get(1), NeighborQuery.of(EdgeDirection.OUT), next))
                .isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void traversalFindsEachNodeOnceWithItsLeastDepth(long seed) {
        RandomGraph graph = stored(seed, 20, 28);
        for (EdgeDirection direction : EdgeDirection.values()) {
            for (Set<String> relations : List.of(Set.<String>of(), SOME)) {
                List<UUID> roots = graph.nodes.subList(0, 2);
                TraversalRequest request =
                        new TraversalRequest(roots, direction, relations, Filter.ALL, Filter.ALL, 0, 3, Budget.DEFAULT);
                Traversal found = handle.graph().traverse(request);
                assertThat(found.visits().stream()
                                .collect(Collectors.toMap(Traversal.Visit::node, Traversal.Visit::depth)))
                        .isEqualTo(graph.depths(roots, direction, relations, 3));
                assertThat(found.complete()).isTrue();
                assertThat(found.visits().stream().map(Traversal.Visit::depth)).isSorted();
                assertEachVisitArrivesByAnEdge(graph, found, direction);
                assertThat(handle.graph().traverse(request)).isEqualTo(found);
            }
        }
    }

    private static void assertEachVisitArrivesByAnEdge(RandomGraph graph, Traversal found, EdgeDirection direction) {
        Map<UUID, Integer> depths =
                found.visits().stream().collect(Collectors.toMap(Traversal.Visit::node, Traversal.Visit::depth));
        for (Traversal.Visit visit : found.visits()) {
            if (visit.depth() == 0) {
                assertThat(visit.via()).isNull();
                assertThat(visit.from()).isNull();
            } else {
                UUID from = visit.from();
                assertThat(from).isNotNull();
                assertThat(depths.get(from)).isEqualTo(visit.depth() - 1);
                assertThat(graph.at(from, direction, Set.of()).entrySet())
                        .anyMatch(entry -> entry.getKey().id().equals(visit.via())
                                && entry.getValue().equals(visit.node()));
            }
        }
    }

    @Test
    void nodesThatTheFilterRefusesAreNotPassedThrough() {
        UUID[] chain = chain("KNOWS", 5);
        Filter notTheThird = Filter.property("rank").notEqualTo(2);
        TraversalRequest request = new TraversalRequest(
                List.of(chain[0]), EdgeDirection.OUT, Set.of(), Filter.ALL, notTheThird, 0, 9, Budget.DEFAULT);
        assertThat(handle.graph().traverse(request).visits().stream().map(Traversal.Visit::node))
                .containsExactly(chain[0], chain[1]);
    }

    @Test
    void nearerNodesThanTheLeastDepthArePassedThrough() {
        UUID[] chain = chain("KNOWS", 5);
        TraversalRequest request = new TraversalRequest(
                List.of(chain[0]), EdgeDirection.OUT, Set.of(), Filter.ALL, Filter.ALL, 2, 3, Budget.DEFAULT);
        assertThat(handle.graph().traverse(request).visits().stream().map(Traversal.Visit::node))
                .containsExactly(chain[2], chain[3]);
    }

    @Test
    void aSpentBudgetIsAnErrorOrAPartialAnswerThatSaysSo() {
        UUID[] chain = chain("KNOWS", 6);
        TraversalRequest request = TraversalRequest.from(chain[0], EdgeDirection.OUT, 9);
        Budget threeNodes = new Budget(3, 100, Duration.ofSeconds(5), Budget.OnExhausted.FAIL);
        assertThatThrownBy(() -> handle.graph().traverse(request.withBudget(threeNodes)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("3 nodes");
        Traversal partial = handle.graph().traverse(request.withBudget(threeNodes.orPartial()));
        assertThat(partial.exhausted()).contains(Budget.Limit.NODES);
        assertThat(partial.visits().stream().map(Traversal.Visit::node)).containsExactly(chain[1], chain[2]);
        Budget twoEdges = new Budget(100, 2, Duration.ofSeconds(5), Budget.OnExhausted.RETURN_PARTIAL);
        Traversal narrow = handle.graph().traverse(request.withBudget(twoEdges));
        assertThat(narrow.exhausted()).contains(Budget.Limit.EDGES);
        assertThat(narrow.edgesSeen()).isEqualTo(2);
        Budget justEnough = new Budget(6, 5, Duration.ofSeconds(5), Budget.OnExhausted.FAIL);
        assertThat(handle.graph().traverse(request.withBudget(justEnough)).visits())
                .hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aSubgraphHasEveryEdgeBetweenItsNodes(long seed) {
        RandomGraph graph = stored(seed, 14, 40);
        TraversalRequest request =
                TraversalRequest.from(graph.nodes.getFirst(), EdgeDirection.BOTH, 2, "LIKES", "KNOWS");
        Subgraph found = handle.graph().subgraph(request);
        Set<UUID> nodes =
                found.traversal().visits().stream().map(Traversal.Visit::node).collect(Collectors.toSet());
        assertThat(found.edges().stream().map(Edge::id))
                .containsExactlyInAnyOrderElementsOf(graph.edges.stream()
                        .filter(edge -> !edge.relation().equals("ärgert"))
                        .filter(edge -> nodes.contains(edge.source()) && nodes.contains(edge.target()))
                        .map(EdgeDraft::id)
                        .toList());
        assertThat(found.edges().stream().map(edge -> edge.id().toString())).isSorted();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shortestPathsAreAsShortAsTheyCanBe(long seed) {
        RandomGraph graph = stored(seed, 25, 35);
        for (EdgeDirection direction : EdgeDirection.values()) {
            for (int i = 0; i < graph.nodes.size(); i++) {
                UUID from = graph.nodes.get(0);
                UUID to = graph.nodes.get(i);
                Integer expected =
                        graph.depths(List.of(from), direction, Set.of(), 6).get(to);
                PathRequest request = PathRequest.between(from, to, direction, 6);
                Optional<Path> found = handle.graph().shortestPath(request);
                assertThat(found.map(Path::length)).isEqualTo(Optional.ofNullable(expected));
                found.ifPresent(path -> assertJoined(path, from, to, direction));
                assertThat(handle.graph().shortestPath(request)).isEqualTo(found);
            }
        }
    }

    private static void assertJoined(Path path, UUID from, UUID to, EdgeDirection direction) {
        assertThat(path.nodes().getFirst()).isEqualTo(from);
        assertThat(path.nodes().getLast()).isEqualTo(to);
        for (int i = 0; i < path.length(); i++) {
            Edge edge = path.edges().get(i);
            List<UUID> step = List.of(path.nodes().get(i), path.nodes().get(i + 1));
            boolean out = step.equals(List.of(edge.source(), edge.target()));
            boolean in = step.equals(List.of(edge.target(), edge.source()));
            assertThat(direction == EdgeDirection.OUT ? out : direction == EdgeDirection.IN ? in : out || in)
                    .isTrue();
        }
    }

    @Test
    void aPathPassesThroughNoNodeThatTheFilterRefusesButEndsInOne() {
        UUID[] chain = chain("KNOWS", 4);
        Filter first = Filter.property("rank").lessThan(3);
        Filter none = Filter.property("rank").lessThan(0);
        assertThat(handle.graph().shortestPath(path(chain[0], chain[3], first, 9)))
                .isPresent();
        assertThat(handle.graph().shortestPath(path(chain[0], chain[3], none, 9)))
                .isEmpty();
        assertThat(handle.graph().shortestPath(path(chain[0], chain[1], none, 9)))
                .isPresent();
        assertThat(handle.graph().shortestPath(path(chain[0], chain[3], Filter.ALL, 2)))
                .isEmpty();
        assertThat(handle.graph().shortestPath(path(chain[0], chain[0], none, 0)))
                .contains(new Path(List.of(chain[0]), List.of()));
    }

    private static PathRequest path(UUID from, UUID to, Filter nodes, int maxDepth) {
        return new PathRequest(from, to, EdgeDirection.OUT, Set.of(), Filter.ALL, nodes, maxDepth, Budget.DEFAULT);
    }

    @Test
    void hiddenNodesAreOnNoWay() {
        UUID[] chain = chain("KNOWS", 4);
        handle.entities().delete(chain[1], DeleteMode.SOFT);
        assertThat(handle.graph()
                        .traverse(TraversalRequest.from(chain[0], EdgeDirection.OUT, 5))
                        .visits())
                .isEmpty();
        assertThat(handle.graph().shortestPath(PathRequest.between(chain[0], chain[3], EdgeDirection.OUT, 5)))
                .isEmpty();
        assertThat(handle.graph()
                        .neighbors(chain[2], NeighborQuery.of(EdgeDirection.BOTH), PageRequest.FIRST)
                        .items())
                .hasSize(1);
        assertThatThrownBy(() ->
                        handle.graph().neighbors(chain[1], NeighborQuery.of(EdgeDirection.BOTH), PageRequest.FIRST))
                .isInstanceOf(NotFoundException.class);
        handle.entities().restore(chain[1]);
        assertThat(handle.graph().shortestPath(PathRequest.between(chain[0], chain[3], EdgeDirection.OUT, 5)))
                .isPresent();
    }

    @Test
    void namespacesReadTogetherKeepTheirEdgesApart() {
        RandomGraph graph = new RandomGraph(3, 6, 9);
        graph.storeIn(stores.in("t", "a"));
        stores.in("t", "b")
                .entities()
                .upsert(new dev.khive.api.store.EntityDraft(graph.nodes.getFirst(), List.of(), Map.of()));
        stores.in("other", "a")
                .entities()
                .upsert(new dev.khive.api.store.EntityDraft(graph.nodes.getFirst(), List.of(), Map.of()));
        TraversalRequest request = TraversalRequest.from(graph.nodes.getFirst(), EdgeDirection.BOTH, 5);
        Traversal apart = stores.in("t", "a").graph().traverse(request);
        assertThat(stores.reading("t", "b", "a").graph().traverse(request)).isEqualTo(apart);
        assertThat(stores.in("t", "b").graph().traverse(request).visits()).isEmpty();
        assertThat(stores.in("other", "a").graph().traverse(request).visits()).isEmpty();
    }

    private RandomGraph stored(long seed, int nodes, int edges) {
        RandomGraph graph = new RandomGraph(seed, nodes, edges);
        graph.storeIn(handle);
        return graph;
    }

    private UUID[] chain(String relation, int length) {
        RandomGraph graph = stored(length, length, 0);
        for (int i = 1; i < length; i++) {
            handle.graph().upsert(EdgeDraft.of(graph.nodes.get(i - 1), relation, graph.nodes.get(i)));
        }
        return graph.nodes.toArray(UUID[]::new);
    }
}
