package dev.khive.conformance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.Budget;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.Path;
import dev.khive.api.store.PathRequest;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.oracle.NaiveGraph;
import dev.khive.conformance.rule.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Shortest paths against the least depths of the oracle. */
public abstract class PathSuite extends GraphSuite {

    private static final int DEPTH = 6;

    /** A suite over the databases of a run. */
    protected PathSuite(Databases databases) {
        super(databases);
    }

    private static PathRequest request(UUID from, UUID to, EdgeDirection direction, boolean filtered) {
        return new PathRequest(
                from,
                to,
                direction,
                Set.of(),
                filtered ? CHEAP : Filter.ALL,
                filtered ? ODD : Filter.ALL,
                DEPTH,
                Budget.DEFAULT);
    }

    private static void assertWalks(Path path, NaiveGraph edges, EdgeDirection direction) {
        assertThat(path.nodes()).hasSize(path.edges().size() + 1);
        for (int i = 0; i < path.length(); i++) {
            UUID to = path.nodes().get(i + 1);
            Edge edge = path.edges().get(i);
            assertThat(edges.neighbors(path.nodes().get(i), direction))
                    .anyMatch(neighbor ->
                            neighbor.node().equals(to) && neighbor.edge().equals(edge));
        }
    }

    /** The least number of edges, null where there is no path; the ends are always taken. */
    private static @Nullable Integer expected(
            NaiveGraph edges, UUID from, UUID to, EdgeDirection direction, Predicate<UUID> passable) {
        return edges.depths(List.of(from), direction, DEPTH, node -> node.equals(to) || passable.test(node))
                .get(to);
    }

    private void assertShortest(UUID from, UUID to, EdgeDirection direction, boolean filtered) {
        NaiveGraph edges = oracle(Set.of(), filtered);
        Predicate<UUID> passable = filtered ? this::odd : node -> true;
        Integer length = expected(edges, from, to, direction, passable);

        Optional<Path> found = graph().shortestPath(request(from, to, direction, filtered));

        assertThat(found.map(Path::length)).isEqualTo(Optional.ofNullable(length));
        found.ifPresent(path -> {
            assertThat(path.nodes()).startsWith(from).endsWith(to).doesNotHaveDuplicates();
            assertThat(path.nodes().stream().skip(1).limit(Math.max(0, path.length() - 1L)))
                    .allMatch(passable);
            assertWalks(path, edges, direction);
        });
    }

    @Rule("GRAPH-020")
    @ParameterizedTest
    @EnumSource
    void pathsAreAsShortAsTheOraclesAndCanBeWalked(EdgeDirection direction) {
        for (UUID from : nodes().subList(0, 10)) {
            for (UUID to : nodes().subList(15, 30)) {
                assertShortest(from, to, direction, false);
            }
        }
    }

    @Rule("GRAPH-021")
    @ParameterizedTest
    @EnumSource
    void refusedEdgesAndNodesAreNotPassed(EdgeDirection direction) {
        for (UUID from : nodes().subList(0, 10)) {
            for (UUID to : nodes().subList(15, 30)) {
                assertShortest(from, to, direction, true);
            }
        }
    }

    @Rule("GRAPH-022")
    @Test
    void theSamePathIsReturnedEachTime() {
        PathRequest request = request(nodes().get(0), nodes().get(20), EdgeDirection.BOTH, false);

        assertThat(graph().shortestPath(request)).isEqualTo(graph().shortestPath(request));
    }

    @Rule("GRAPH-023")
    @ParameterizedTest
    @EnumSource
    void aNodeIsJoinedToItselfByNoEdges(EdgeDirection direction) {
        UUID node = nodes().getFirst();

        assertThat(graph().shortestPath(PathRequest.between(node, node, direction, 0)))
                .contains(new Path(List.of(node), List.of()));
        assertThat(graph().shortestPath(PathRequest.between(node, node, direction, 3)))
                .contains(new Path(List.of(node), List.of()));
    }

    @Rule("GRAPH-024")
    @Test
    void aDepthOfZeroJoinsNoTwoNodes() {
        Edge edge = oracle().edges().stream()
                .filter(candidate -> !candidate.source().equals(candidate.target()))
                .findFirst()
                .orElseThrow();

        assertThat(graph().shortestPath(PathRequest.between(edge.source(), edge.target(), EdgeDirection.OUT, 0)))
                .isEmpty();
        assertThat(graph().shortestPath(PathRequest.between(edge.source(), edge.target(), EdgeDirection.OUT, 1)))
                .isPresent();
    }

    @Rule("GRAPH-025")
    @Test
    void noPathLeadsToANodeWithoutEdges() {
        assertThat(graph().shortestPath(
                                PathRequest.between(nodes().getFirst(), stored().alone(), EdgeDirection.BOTH, 10)))
                .isEmpty();
    }

    @Rule("GRAPH-026")
    @Test
    void onlyTheNamedRelationsAreFollowed() {
        NaiveGraph likes = oracle(Set.of("LIKES"), false);
        for (UUID to : nodes()) {
            assertThat(graph().shortestPath(
                                    PathRequest.between(nodes().getFirst(), to, EdgeDirection.BOTH, DEPTH, "LIKES"))
                            .map(Path::length))
                    .isEqualTo(Optional.ofNullable(
                            expected(likes, nodes().getFirst(), to, EdgeDirection.BOTH, node -> true)));
        }
    }

    @Rule("GRAPH-027")
    @Test
    void anEndThatIsNotLiveIsNotFound() {
        UUID live = nodes().getFirst();
        for (UUID id : notLive()) {
            Refusal.of(
                    NotFoundException.class,
                    () -> graph().shortestPath(PathRequest.between(live, id, EdgeDirection.OUT, 3)));
            Refusal.of(
                    NotFoundException.class,
                    () -> graph().shortestPath(PathRequest.between(id, live, EdgeDirection.OUT, 3)));
        }
    }

    @Rule("GRAPH-028")
    @Test
    void aDepthAboveTheBoundIsRefused() {
        int bound = backend().bounds().traversalDepth();

        InvalidInputException error = Refusal.of(
                InvalidInputException.class,
                () -> graph().shortestPath(
                                PathRequest.between(nodes().get(0), nodes().get(1), EdgeDirection.OUT, bound + 1)));

        assertThat(error.getMessage()).contains(Integer.toString(bound));
    }

    @Rule("GRAPH-029")
    @Test
    void aSpentBudgetIsAnErrorAndNeverNoPath() {
        Budget tiny = new Budget(1, 1, Duration.ofSeconds(30), Budget.OnExhausted.RETURN_PARTIAL);
        PathRequest request = new PathRequest(
                nodes().getFirst(),
                stored().alone(),
                EdgeDirection.BOTH,
                Set.of(),
                Filter.ALL,
                Filter.ALL,
                DEPTH,
                tiny);

        Refusal.of(InvalidInputException.class, () -> graph().shortestPath(request));
    }
}
