package dev.khive.conformance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Cursor;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.oracle.ValueRules;
import dev.khive.conformance.rule.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Neighbours of one node and of many, against the oracle's list of edges. */
public abstract class NeighborSuite extends GraphSuite {

    /** A suite over the databases of a run. */
    protected NeighborSuite(Databases databases) {
        super(databases);
    }

    static Stream<Arguments> queries() {
        return Arrays.stream(EdgeDirection.values())
                .flatMap(direction -> relations().map(relations -> Arguments.of(direction, relations)));
    }

    private List<Neighbor> all(UUID node, NeighborQuery query, int limit) {
        List<Neighbor> all = new ArrayList<>();
        PageRequest request = PageRequest.first(limit);
        while (true) {
            Page<Neighbor> page = graph().neighbors(node, query, request);
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            request = request.after(page.next().get());
        }
    }

    @Rule("GRAPH-001")
    @ParameterizedTest
    @MethodSource("queries")
    void neighborsAreThoseOfTheOracleByRelationAndNode(EdgeDirection direction, Set<String> relations) {
        NeighborQuery query = new NeighborQuery(direction, relations, Filter.ALL, Filter.ALL);

        for (UUID node : nodes()) {
            List<Neighbor> expected = oracle(relations, false).neighbors(node, direction);
            List<Neighbor> found = all(node, query, 1_000);
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
            assertInOrder(found);
            assertThat(all(node, query, 2)).isEqualTo(found);
        }
    }

    /** By relation, then by the other node: edges to one node stand together. */
    private static void assertInOrder(List<Neighbor> neighbors) {
        assertThat(neighbors.stream().map(neighbor -> neighbor.edge().relation()))
                .isSortedAccordingTo(ValueRules.BY_CODE_POINT);
        List<String> runs = new ArrayList<>();
        for (Neighbor neighbor : neighbors) {
            String run = neighbor.edge().relation() + " " + neighbor.node();
            if (runs.isEmpty() || !runs.getLast().equals(run)) {
                runs.add(run);
            }
        }
        assertThat(runs).doesNotHaveDuplicates();
    }

    @Rule("GRAPH-002")
    @ParameterizedTest
    @MethodSource("queries")
    void filtersOnEdgesAndNodesHoldBeforeThePageIsCut(EdgeDirection direction, Set<String> relations) {
        NeighborQuery query = new NeighborQuery(direction, relations, CHEAP, ODD);

        for (UUID node : nodes()) {
            List<Neighbor> expected = oracle(relations, true).neighbors(node, direction).stream()
                    .filter(neighbor -> odd(neighbor.node()))
                    .toList();
            assertThat(all(node, query, 3)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Rule("GRAPH-003")
    @Test
    void theTotalCountsEveryNeighbor() {
        NeighborQuery query = NeighborQuery.of(EdgeDirection.BOTH);
        UUID node = nodes().getFirst();

        assertThat(graph().neighbors(node, query, PageRequest.first(1).withTotal())
                        .total())
                .hasValue(oracle().neighbors(node, EdgeDirection.BOTH).size());
    }

    @Rule("GRAPH-004")
    @Test
    void aNodeWithoutEdgesHasNoNeighbors() {
        Page<Neighbor> page =
                graph().neighbors(stored().alone(), NeighborQuery.of(EdgeDirection.BOTH), PageRequest.FIRST);

        assertThat(page.items()).isEmpty();
        assertThat(page.hasMore()).isFalse();
    }

    @Rule("GRAPH-005")
    @Test
    void neighborsOfWhatIsNotLiveAreNotFound() {
        for (UUID id : notLive()) {
            NotFoundException error = Refusal.of(
                    NotFoundException.class,
                    () -> graph().neighbors(id, NeighborQuery.of(EdgeDirection.BOTH), PageRequest.FIRST));
            assertThat(error.getMessage()).contains(id.toString());
        }
    }

    @Rule("GRAPH-006")
    @ParameterizedTest
    @MethodSource("queries")
    void neighborsOfManyNodesAreThoseOfEach(EdgeDirection direction, Set<String> relations) {
        NeighborQuery query = new NeighborQuery(direction, relations, Filter.ALL, Filter.ALL);
        List<UUID> asked = new ArrayList<>(nodes());
        asked.addAll(notLive());

        Map<UUID, Page<Neighbor>> found = graph().neighborsOfAll(asked, query, 3);

        assertThat(found).containsOnlyKeys(nodes());
        found.forEach((node, page) -> {
            List<Neighbor> expected = all(node, query, 1_000);
            assertThat(page.items()).isEqualTo(expected.subList(0, Math.min(3, expected.size())));
            assertThat(page.hasMore()).as("more than 3 of %s", expected.size()).isEqualTo(expected.size() > 3);
        });
    }

    @Rule("GRAPH-007")
    @Test
    void neighborsOfNoNodesAreNone() {
        assertThat(graph().neighborsOfAll(List.of(), NeighborQuery.of(EdgeDirection.BOTH), 3))
                .isEmpty();
    }

    @Rule("GRAPH-008")
    @Test
    void filtersHoldForManyNodesToo() {
        NeighborQuery query = new NeighborQuery(EdgeDirection.OUT, Set.of(), CHEAP, ODD);

        graph().neighborsOfAll(nodes(), query, 1_000)
                .forEach((node, page) -> assertThat(page.items())
                        .containsExactlyInAnyOrderElementsOf(
                                oracle(Set.of(), true).neighbors(node, EdgeDirection.OUT).stream()
                                        .filter(neighbor -> odd(neighbor.node()))
                                        .toList()));
    }

    @Rule("GRAPH-009")
    @ParameterizedTest
    @EnumSource
    void aCursorOfOneNodeIsRefusedForAnother(EdgeDirection direction) {
        NeighborQuery query = NeighborQuery.of(direction);
        UUID busy = nodes().stream()
                .filter(node -> oracle().neighbors(node, direction).size() > 1)
                .findFirst()
                .orElseThrow();
        UUID another =
                nodes().stream().filter(node -> !node.equals(busy)).findFirst().orElseThrow();
        Cursor cursor =
                graph().neighbors(busy, query, PageRequest.first(1)).next().orElseThrow();

        Refusal.of(
                InvalidInputException.class,
                () -> graph().neighbors(another, query, PageRequest.first(1).after(cursor)));
    }
}
