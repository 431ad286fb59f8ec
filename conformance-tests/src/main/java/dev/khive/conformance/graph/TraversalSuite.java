package dev.khive.conformance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.Budget;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Subgraph;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.TraversalRequest;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.oracle.NaiveGraph;
import dev.khive.conformance.oracle.ValueRules;
import dev.khive.conformance.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Traversals and subgraphs against breadth-first search on the oracle's list of edges, and their budgets. */
public abstract class TraversalSuite extends GraphSuite {

    private static final Comparator<Traversal.Visit> NEAREST_FIRST =
            Comparator.comparingInt(Traversal.Visit::depth).thenComparing(Traversal.Visit::node, ValueRules.BY_TEXT);

    /** A suite over the databases of a run. */
    protected TraversalSuite(Databases databases) {
        super(databases);
    }

    static Stream<Arguments> walks() {
        return Arrays.stream(EdgeDirection.values())
                .flatMap(direction -> relations()
                        .flatMap(relations -> Stream.of(
                                Arguments.of(direction, relations, 0, 0),
                                Arguments.of(direction, relations, 0, 3),
                                Arguments.of(direction, relations, 1, 1),
                                Arguments.of(direction, relations, 2, 4),
                                Arguments.of(direction, relations, 1, 12))));
    }

    private static TraversalRequest request(
            List<UUID> roots,
            EdgeDirection direction,
            Set<String> relations,
            Filter edges,
            Filter nodes,
            int... depths) {
        return new TraversalRequest(roots, direction, relations, edges, nodes, depths[0], depths[1], Budget.DEFAULT);
    }

    private void assertIsThatOfTheOracle(TraversalRequest request, NaiveGraph edges, Predicate<UUID> passable) {
        Traversal found = graph().traverse(request);
        Map<UUID, Integer> depths = edges.depths(request.roots(), request.direction(), request.maxDepth(), passable);

        assertThat(found.complete()).isTrue();
        assertThat(found.exhausted()).isEmpty();
        assertThat(found.visits()).isSortedAccordingTo(NEAREST_FIRST);
        assertThat(found.visits().stream().collect(Collectors.toMap(Traversal.Visit::node, Traversal.Visit::depth)))
                .isEqualTo(depths.entrySet().stream()
                        .filter(entry -> entry.getValue() >= request.minDepth())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        found.visits().forEach(visit -> assertCameBy(visit, edges, depths, request.direction()));
    }

    private static void assertCameBy(
            Traversal.Visit visit, NaiveGraph edges, Map<UUID, Integer> depths, EdgeDirection direction) {
        if (visit.depth() == 0) {
            assertThat(visit.via()).isNull();
            assertThat(visit.from()).isNull();
        } else {
            UUID from = Objects.requireNonNull(visit.from(), "the node that it was reached from");
            assertThat(depths.get(from)).isEqualTo(visit.depth() - 1);
            assertThat(edges.neighbors(from, direction))
                    .anyMatch(neighbor -> neighbor.node().equals(visit.node())
                            && neighbor.edge().id().equals(visit.via()));
        }
    }

    @Rule("GRAPH-010")
    @ParameterizedTest
    @MethodSource("walks")
    void traversalReachesWhatTheOracleReaches(EdgeDirection direction, Set<String> relations, int min, int max) {
        for (UUID root : nodes().subList(0, 8)) {
            assertIsThatOfTheOracle(
                    request(List.of(root), direction, relations, Filter.ALL, Filter.ALL, min, max),
                    oracle(relations, false),
                    node -> true);
        }
    }

    @Rule("GRAPH-011")
    @ParameterizedTest
    @MethodSource("walks")
    void refusedEdgesAndNodesAreNotPassed(EdgeDirection direction, Set<String> relations, int min, int max) {
        for (UUID root : nodes().subList(0, 8)) {
            assertIsThatOfTheOracle(
                    request(List.of(root), direction, relations, CHEAP, ODD, min, max),
                    oracle(relations, true),
                    this::odd);
        }
    }

    @Rule("GRAPH-012")
    @ParameterizedTest
    @MethodSource("walks")
    void severalRootsAreAllAtDepthZero(EdgeDirection direction, Set<String> relations, int min, int max) {
        assertIsThatOfTheOracle(
                request(nodes().subList(3, 6), direction, relations, Filter.ALL, Filter.ALL, min, max),
                oracle(relations, false),
                node -> true);
    }

    @Rule("GRAPH-013")
    @ParameterizedTest
    @MethodSource("walks")
    void subgraphHasEveryAcceptedEdgeBetweenItsNodes(EdgeDirection direction, Set<String> relations, int min, int max) {
        TraversalRequest request = request(nodes().subList(0, 2), direction, relations, CHEAP, Filter.ALL, min, max);

        Subgraph found = graph().subgraph(request);

        Set<UUID> nodes =
                found.traversal().visits().stream().map(Traversal.Visit::node).collect(Collectors.toSet());
        assertThat(found.traversal().visits())
                .isEqualTo(graph().traverse(request).visits());
        assertThat(found.edges())
                .isEqualTo(oracle(relations, true).edges().stream()
                        .filter(edge -> nodes.contains(edge.source()) && nodes.contains(edge.target()))
                        .sorted(Comparator.comparing(Edge::id, ValueRules.BY_TEXT))
                        .toList());
    }

    @Rule("GRAPH-014")
    @Test
    void aRootThatIsNotLiveIsNotFound() {
        for (UUID id : notLive()) {
            for (List<UUID> roots : List.of(List.of(id), List.of(nodes().getFirst(), id))) {
                NotFoundException error = Refusal.of(
                        NotFoundException.class,
                        () -> graph().traverse(
                                        request(roots, EdgeDirection.OUT, Set.of(), Filter.ALL, Filter.ALL, 1, 2)));
                assertThat(error.getMessage()).contains(id.toString());
            }
        }
    }

    @Rule("GRAPH-015")
    @Test
    void aDepthAboveTheBoundIsRefused() {
        int bound = backend().bounds().traversalDepth();
        UUID root = nodes().getFirst();

        InvalidInputException error = Refusal.of(
                InvalidInputException.class,
                () -> graph().traverse(TraversalRequest.from(root, EdgeDirection.OUT, bound + 1)));

        assertThat(error.getMessage()).contains(Integer.toString(bound));
        assertThat(graph().traverse(TraversalRequest.from(root, EdgeDirection.OUT, bound))
                        .complete())
                .isTrue();
    }

    /** A hub with ten leaves, each with a leaf of its own. */
    private UUID storeStar(Storage storage) {
        List<EntityDraft> nodes = IntStream.range(0, 21)
                .mapToObj(i -> EntityDraft.of("Node", Map.of("n", i)))
                .toList();
        nodes.forEach(node -> storage.entities().upsert(node));
        for (int i = 1; i <= 10; i++) {
            storage.graph()
                    .upsert(EdgeDraft.of(nodes.get(0).id(), "HAS", nodes.get(i).id()));
            storage.graph()
                    .upsert(EdgeDraft.of(
                            nodes.get(i).id(), "HAS", nodes.get(i + 10).id()));
        }
        return nodes.get(0).id();
    }

    private static Budget budget(int nodes, long edges, Budget.OnExhausted onExhausted) {
        return new Budget(nodes, edges, Duration.ofSeconds(30), onExhausted);
    }

    @Rule("GRAPH-016")
    @Test
    void aBudgetThatIsJustEnoughGivesTheWholeAnswer() {
        UUID hub = storeStar(storage());
        TraversalRequest request = TraversalRequest.from(hub, EdgeDirection.OUT, 2);

        Traversal whole = storage().graph().traverse(request.withBudget(budget(21, 20, Budget.OnExhausted.FAIL)));

        assertThat(whole.complete()).isTrue();
        assertThat(whole.visits()).hasSize(20);
        assertThat(whole.edgesSeen()).isEqualTo(20);
    }

    static Stream<Arguments> spentBudgets() {
        return Stream.of(
                Arguments.of(20, 1_000L, Budget.Limit.NODES),
                Arguments.of(11, 1_000L, Budget.Limit.NODES),
                Arguments.of(5, 1_000L, Budget.Limit.NODES),
                Arguments.of(1, 1_000L, Budget.Limit.NODES),
                Arguments.of(1_000, 19L, Budget.Limit.EDGES),
                Arguments.of(1_000, 10L, Budget.Limit.EDGES),
                Arguments.of(1_000, 1L, Budget.Limit.EDGES));
    }

    @Rule("GRAPH-017")
    @ParameterizedTest
    @MethodSource("spentBudgets")
    void aSpentBudgetIsAnError(int nodes, long edges, Budget.Limit limit) {
        UUID hub = storeStar(storage());
        TraversalRequest request = TraversalRequest.from(hub, EdgeDirection.OUT, 2)
                .withBudget(budget(nodes, edges, Budget.OnExhausted.FAIL));

        InvalidInputException error =
                Refusal.of(InvalidInputException.class, () -> storage().graph().traverse(request));

        assertThat(error.getMessage())
                .containsIgnoringCase(limit.name())
                .contains(Long.toString(limit == Budget.Limit.NODES ? nodes : edges));
        Refusal.of(InvalidInputException.class, () -> storage().graph().subgraph(request));
    }

    @Rule("GRAPH-018")
    @ParameterizedTest
    @MethodSource("spentBudgets")
    void aPartialAnswerIsFlaggedWithItsLimitAndIsPartOfTheWhole(int nodes, long edges, Budget.Limit limit) {
        UUID hub = storeStar(storage());
        TraversalRequest whole = TraversalRequest.from(hub, EdgeDirection.OUT, 2);
        Budget budget = budget(nodes, edges, Budget.OnExhausted.RETURN_PARTIAL);

        Traversal partial = storage().graph().traverse(whole.withBudget(budget));

        assertThat(partial.complete()).isFalse();
        assertThat(partial.exhausted()).contains(limit);
        assertThat(partial.visits().size()).isLessThan(20).isLessThanOrEqualTo(nodes - 1);
        assertThat(partial.edgesSeen()).isLessThanOrEqualTo(edges);
        Map<UUID, Integer> depths = depths(storage().graph().traverse(whole));
        assertThat(depths(partial))
                .allSatisfy((node, depth) -> assertThat(depths).containsEntry(node, depth));
        assertThat(storage()
                        .graph()
                        .subgraph(whole.withBudget(budget))
                        .traversal()
                        .complete())
                .isFalse();
    }

    private static Map<UUID, Integer> depths(Traversal traversal) {
        return traversal.visits().stream().collect(Collectors.toMap(Traversal.Visit::node, Traversal.Visit::depth));
    }

    @Rule("GRAPH-019")
    @Test
    void aLongChainIsWalkedToItsEnd() {
        List<EntityDraft> nodes = new ArrayList<>();
        for (int i = 0; i <= 30; i++) {
            nodes.add(EntityDraft.of("Node", Map.of()));
            storage().entities().upsert(nodes.get(i));
            if (i > 0) {
                storage()
                        .graph()
                        .upsert(EdgeDraft.of(
                                nodes.get(i - 1).id(), "NEXT", nodes.get(i).id()));
            }
        }

        Traversal found = storage()
                .graph()
                .traverse(TraversalRequest.from(nodes.getFirst().id(), EdgeDirection.OUT, 30));

        assertThat(found.visits().stream().map(Traversal.Visit::node))
                .containsExactlyElementsOf(
                        nodes.stream().skip(1).map(EntityDraft::id).toList());
    }
}
