package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Bounds;
import dev.khive.api.ReadScope;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.Budget;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.EntityStore;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.Neighbor;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.TraversalRequest;
import dev.khive.db.sql.graph.SqlGraphWalks;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.ScopedDatabase;
import dev.khive.db.sql.store.SqlEntityStore;
import dev.khive.db.sql.store.SqlGraphStore;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a walk asks for costs what it gives and not how many edges a node has, counted in instructions of SQLite's machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubEffortTest {
    private static final int EDGES_OF_HUB = 8_000;
    private static final int EDGES_OF_NODE = 80;
    private static final int PAGE = 20;

    /** An index of a hundred times as many entries is a level deeper, and a full page takes what it takes. */
    private static final double MOST = 1.3;

    private RecordedDatabase database;
    private GraphStore graph;
    private final List<UUID> leaves = new ArrayList<>();
    private UUID hub = new UUID(0, 0);
    private UUID node = new UUID(0, 0);

    @BeforeAll
    void fill(@TempDir Path folder) {
        database = new RecordedDatabase(TestDatabases.connections("sqlite:" + folder.resolve("hub.db")));
        ScopeAccess access = new ScopedDatabase(database, Bounds.DEFAULT, Duration.ofSeconds(30), null)
                .access(ReadScope.of("local", "default"), true, 0);
        EntityStore entities = new SqlEntityStore(access, List.of());
        graph = new SqlGraphStore(access, new SqlGraphWalks(access));
        List<EntityDraft> drafts = new ArrayList<>();
        for (int index = 0; index < EDGES_OF_HUB + 2; index++) {
            drafts.add(EntityDraft.of("Thing", Map.of()));
        }
        entities.upsertAll(drafts, BatchMode.ATOMIC);
        drafts.forEach(draft -> leaves.add(draft.id()));
        hub = leaves.removeFirst();
        node = leaves.removeFirst();
        List<EdgeDraft> edges = new ArrayList<>();
        for (int index = 0; index < EDGES_OF_HUB; index++) {
            edges.add(edge(hub, index));
            if (index < EDGES_OF_NODE) {
                edges.add(edge(node, index));
            }
        }
        graph.upsertAll(edges, BatchMode.ATOMIC);
    }

    private EdgeDraft edge(UUID of, int index) {
        UUID leaf = leaves.get(index);
        String relation = "RELATION_" + index % 5;
        return index % 2 == 0 ? EdgeDraft.of(of, relation, leaf) : EdgeDraft.of(leaf, relation, of);
    }

    @AfterAll
    void close() {
        database.close();
    }

    /** A call that begins at a node. */
    private interface Walk {
        void from(UUID start);
    }

    private void assertCostsItsAnswer(Walk walk) throws SQLException {
        assertCostsItsAnswer(walk, MOST);
    }

    private void assertCostsItsAnswer(Walk walk, double most) throws SQLException {
        walk.from(node);
        long few = database.effort(() -> walk.from(node));
        long many = database.effort(() -> walk.from(hub));
        assertThat((double) many / few)
                .as(
                        "%d tens of instructions for a node with %d edges, %d for one with %d",
                        few, EDGES_OF_NODE, many, EDGES_OF_HUB)
                .isLessThan(most);
    }

    @Test
    void aPageInBothDirections() throws SQLException {
        assertCostsItsAnswer(
                start -> graph.neighbors(start, NeighborQuery.of(EdgeDirection.BOTH), PageRequest.first(PAGE)));
    }

    @Test
    void aPageOfSomeRelationsInOneDirection() throws SQLException {
        for (EdgeDirection direction : List.of(EdgeDirection.OUT, EdgeDirection.IN)) {
            NeighborQuery query = NeighborQuery.of(direction, "RELATION_0", "RELATION_1", "RELATION_3");
            assertCostsItsAnswer(start -> graph.neighbors(start, query, PageRequest.first(5)));
        }
    }

    @Test
    void aPageAfterAnother() throws SQLException {
        NeighborQuery query = NeighborQuery.of(EdgeDirection.BOTH);
        assertCostsItsAnswer(start -> {
            Page<Neighbor> first = graph.neighbors(start, query, PageRequest.first(PAGE));
            graph.neighbors(
                    start, query, PageRequest.first(PAGE).after(first.next().orElseThrow()));
        });
    }

    @Test
    void aPageEachOfManyNodes() throws SQLException {
        assertCostsItsAnswer(start ->
                graph.neighborsOfAll(List.of(start, leaves.get(0)), NeighborQuery.of(EdgeDirection.BOTH), PAGE));
    }

    @Test
    void aTraversalAndASubgraphWithABudget() throws SQLException {
        Budget budget = new Budget(1_000, 40, Duration.ofMinutes(1), Budget.OnExhausted.RETURN_PARTIAL);
        assertCostsItsAnswer(start -> graph.traverse(
                TraversalRequest.from(start, EdgeDirection.BOTH, 1).withBudget(budget)));
        assertCostsItsAnswer(start -> graph.subgraph(
                TraversalRequest.from(start, EdgeDirection.BOTH, 1).withBudget(budget)));
    }

    @Test
    void aPathToANeighbor() throws SQLException {
        UUID leaf = leaves.get(4);
        assertCostsItsAnswer(start -> graph.shortestPath(PathRequest.between(leaf, start, EdgeDirection.BOTH, 4)));
        // From the hub its first edges are looked at before the other end is tried, and 256 cost as much as thrice the
        // path.
        assertCostsItsAnswer(start -> graph.shortestPath(PathRequest.between(start, leaf, EdgeDirection.BOTH, 4)), 5);
    }
}
