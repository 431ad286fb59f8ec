package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.Budget;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.TraversalRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a walk asks for costs what it gives and not how many edges a node has, counted in rows that the server has looked at. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubEffortTest {
    private static final int EDGES_OF_HUB = 8_000;
    private static final int PAGE = 20;

    /** Rows of the table and entries of its indexes that were read in this transaction. */
    private static final String LOOKED_AT = """
            SELECT sum(pg_stat_get_xact_tuples_returned(c.oid))::bigint AS rows
            FROM pg_class AS c
            WHERE c.relnamespace = current_schema()::regnamespace AND c.relname LIKE 'edge%'""";

    private TestServer server;
    private Backend backend;
    private final List<UUID> leaves = new ArrayList<>();
    private UUID hub = new UUID(0, 0);

    @BeforeAll
    void fill() {
        server = TestServer.require();
        backend = Khive.open(TestServer.config(server.newSchema(), Map.of()));
        List<EntityDraft> drafts = new ArrayList<>();
        for (int index = 0; index < EDGES_OF_HUB + 1; index++) {
            drafts.add(EntityDraft.of("Thing", Map.of()));
        }
        backend.in(Scope.DEFAULT).entities().upsertAll(drafts, BatchMode.ATOMIC);
        drafts.forEach(draft -> leaves.add(draft.id()));
        hub = leaves.removeFirst();
        List<EdgeDraft> edges = new ArrayList<>();
        for (int index = 0; index < EDGES_OF_HUB; index++) {
            UUID leaf = leaves.get(index);
            String relation = "RELATION_" + index % 5;
            edges.add(index % 2 == 0 ? EdgeDraft.of(hub, relation, leaf) : EdgeDraft.of(leaf, relation, hub));
            edges.add(EdgeDraft.of(leaf, relation, leaves.get((index * 7 + 1) % EDGES_OF_HUB)));
        }
        for (int from = 0; from < edges.size(); from += EDGES_OF_HUB) {
            backend.in(Scope.DEFAULT).graph().upsertAll(edges.subList(from, from + EDGES_OF_HUB), BatchMode.ATOMIC);
        }
        backend.operations().analyze();
    }

    @AfterAll
    void close() throws SQLException {
        if (server != null) {
            backend.close();
            server.close();
        }
    }

    /** The rows that a walk looks at, whatever the transaction has done before. */
    private long rows(Consumer<GraphStore> walk) {
        return backend.transaction(transaction -> {
            GraphStore graph = transaction.in(Scope.DEFAULT).graph();
            graph.get(UUID.randomUUID());
            long before = lookedAt(transaction.sql().query(LOOKED_AT));
            walk.accept(graph);
            return lookedAt(transaction.sql().query(LOOKED_AT)) - before;
        });
    }

    private static long lookedAt(List<? extends Map<String, ?>> rows) {
        return rows.getFirst().get("rows") instanceof Long count ? count : -1;
    }

    @Test
    void aPageInBothDirections() {
        NeighborQuery query = NeighborQuery.of(EdgeDirection.BOTH);
        assertThat(rows(graph -> graph.neighbors(hub, query, PageRequest.first(PAGE))))
                .isBetween((long) PAGE, 200L);
    }

    @Test
    void aPageAfterAnother() {
        NeighborQuery query = NeighborQuery.of(EdgeDirection.BOTH);
        assertThat(rows(graph -> {
                    Page<Neighbor> first = graph.neighbors(hub, query, PageRequest.first(PAGE));
                    graph.neighbors(
                            hub,
                            query,
                            PageRequest.first(PAGE).after(first.next().orElseThrow()));
                }))
                .isBetween(2L * PAGE, 400L);
    }

    @Test
    void aPageOfOneRelation() {
        NeighborQuery query = NeighborQuery.of(EdgeDirection.OUT, "RELATION_4");
        assertThat(rows(graph -> graph.neighbors(hub, query, PageRequest.first(PAGE))))
                .isBetween((long) PAGE, 200L);
    }

    @Test
    void aPageEachOfManyNodes() {
        List<UUID> nodes = List.of(hub, leaves.get(0), leaves.get(1));
        assertThat(rows(graph -> graph.neighborsOfAll(nodes, NeighborQuery.of(EdgeDirection.BOTH), PAGE)))
                .isBetween((long) PAGE, 400L);
    }

    @Test
    void aTraversalAndASubgraphWithABudget() {
        Budget budget = new Budget(1_000, 100, Duration.ofMinutes(1), Budget.OnExhausted.RETURN_PARTIAL);
        TraversalRequest request =
                TraversalRequest.from(hub, EdgeDirection.BOTH, 2).withBudget(budget);
        assertThat(rows(graph -> graph.traverse(request))).isBetween(100L, 1_500L);
        assertThat(rows(graph -> graph.subgraph(request))).isBetween(100L, 2_500L);
    }

    @Test
    void aPathToANeighbor() {
        UUID leaf = leaves.get(4);
        assertThat(rows(graph -> graph.shortestPath(PathRequest.between(hub, leaf, EdgeDirection.BOTH, 4))))
                .isBetween(1L, 2_500L);
        assertThat(rows(graph -> graph.shortestPath(PathRequest.between(leaf, hub, EdgeDirection.BOTH, 4))))
                .isBetween(1L, 2_500L);
    }
}
