package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Cursor;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.PathRequest;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TraversalRequest;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.db.sql.search.TextTokenizer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPlansTest {
    /** A step that reads a whole table, or all that one scope has in it; what a write has changed is no table. */
    private static final Pattern TOO_MUCH =
            Pattern.compile("SCAN (?!json_each|change\\b|\\d+-ROW VALUES|hit|q\\b|\\(|CONSTANT|VIRTUAL|text_).*"
                    + "|SEARCH \\S+ USING (?!.*autoindex_(relation|vector_field|sparse_field)).*\\(scope_id=\\?\\)");

    private static final VectorField FIELD = new VectorField("v", "m", 2, Metric.COSINE);
    private static final SparseVector TERMS = new SparseVector(new int[] {1}, new float[] {1});

    private RecordedDatabase database;
    private TestStores stores;
    private TestStores.Handle handle;
    private RandomGraph graph;

    SearchPlansTest(@TempDir Path folder) {
        database = new RecordedDatabase(TestDatabases.connections("sqlite:" + folder.resolve("plans.db")));
        stores = new TestStores(database, TextTokenizer.UNICODE);
        handle = stores.in();
        graph = new RandomGraph(1, 10, 30);
    }

    @BeforeEach
    void store() {
        graph.storeIn(handle);
        handle.vectors().define(FIELD);
        UUID node = graph.nodes.getFirst();
        handle.vectors().put(VectorDraft.of(node, FIELD, new float[] {1, 1}));
        handle.sparse().put(new SparseDraft(node, "s", "m", TERMS));
        handle.text().put(new TextDocument(node, "t", "stone", ""));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void walksReadTheRangesOfAnIndexThatTheyNeed() throws SQLException {
        UUID node = graph.nodes.getFirst();
        Filter edges = Filter.field(RecordField.WEIGHT).atLeast(0);
        Filter nodes = Filter.property("rank").atLeast(0);
        for (NeighborQuery query : List.of(
                NeighborQuery.of(EdgeDirection.BOTH),
                NeighborQuery.of(EdgeDirection.BOTH, "LIKES", "KNOWS"),
                new NeighborQuery(EdgeDirection.BOTH, Set.of(), edges, nodes))) {
            Cursor cursor = Objects.requireNonNull(
                    handle.graph().neighbors(node, query, PageRequest.first(1)).cursor());
            handle.graph().neighbors(node, query, PageRequest.first(1).after(cursor));
            handle.graph().neighborsOfAll(graph.nodes, query, 2);
        }
        handle.graph().subgraph(TraversalRequest.from(node, EdgeDirection.BOTH, 3));
        handle.graph().traverse(TraversalRequest.from(node, EdgeDirection.BOTH, 3, "LIKES", "KNOWS"));
        handle.graph().shortestPath(PathRequest.between(node, graph.nodes.getLast(), EdgeDirection.BOTH, 5));
        assertNothingTooLarge();
    }

    @Test
    void aLevelOfAWalkIsAnsweredFromTheIndexAlone() throws SQLException {
        handle.graph().traverse(TraversalRequest.from(graph.nodes.getFirst(), EdgeDirection.BOTH, 3));
        assertThat(database.plans())
                .contains(
                        "SEARCH e USING COVERING INDEX edge_out (scope_id=? AND source_id=?)",
                        "SEARCH e USING COVERING INDEX edge_in (scope_id=? AND target_id=?)");
    }

    @Test
    void searchesReadTheirOwnFieldAlone() throws SQLException {
        VectorQuery vector = VectorQuery.of(FIELD, new float[] {1, 1}, 3);
        handle.vectors().search(vector);
        handle.vectors().search(vector.where(Filter.property("rank").equalTo(1)));
        handle.vectors().get(graph.nodes.getFirst(), "v");
        handle.vectors().count("v", Filter.ALL);
        handle.sparse().search(new SparseQuery("s", "m", TERMS, 3, Filter.ALL));
        handle.sparse().get(graph.nodes.getFirst(), "s");
        handle.text().search(TextQuery.of("stone", 3));
        handle.text().get(graph.nodes.getFirst(), "t");
        handle.hybrid()
                .search(HybridQuery.of(
                        3,
                        HybridQuery.TextArm.of("stone"),
                        new HybridQuery.GraphArm(
                                "graph", 1, TraversalRequest.from(graph.nodes.getFirst(), EdgeDirection.OUT, 2))));
        assertNothingTooLarge();
    }

    @Test
    void aLabelLeadsAVectorSearchThatItNarrows() throws SQLException {
        handle.vectors()
                .search(VectorQuery.of(FIELD, new float[] {1, 1}, 3)
                        .where(Filter.field(RecordField.LABEL).equalTo("N")));
        assertNothingTooLarge();
    }

    @Test
    void writesTouchTheirOwnRowsAlone() throws SQLException {
        UUID node = graph.nodes.getFirst();
        handle.vectors().put(VectorDraft.of(node, FIELD, new float[] {1, 2}));
        handle.sparse().put(new SparseDraft(node, "s", "m", TERMS));
        handle.text().put(new TextDocument(node, "t", "stones", ""));
        handle.entities()
                .upsertAll(
                        List.of(
                                new EntityDraft(node, List.of("N"), Map.of("name", "first")),
                                EntityDraft.of("N", Map.of("name", "second"))),
                        BatchMode.ATOMIC);
        handle.graph().upsert(EdgeDraft.of(node, "LIKES", node));
        handle.entities().delete(node, DeleteMode.SOFT);
        handle.entities().restore(node);
        handle.vectors().delete(node, "v");
        handle.sparse().delete(node, "s");
        handle.text().delete(node, "t");
        handle.entities().delete(node, DeleteMode.HARD);
        assertNothingTooLarge();
    }

    @Test
    void aScanOfATableOrAScopeWouldBeSeen() {
        assertThat(List.of(
                        "SCAN edge", "SCAN n USING INDEX node_label_set", "SEARCH r USING INDEX edge_in (scope_id=?)"))
                .allMatch(line -> TOO_MUCH.matcher(line).matches());
    }

    private void assertNothingTooLarge() throws SQLException {
        assertThat(database.plans())
                .isNotEmpty()
                .noneMatch(line -> TOO_MUCH.matcher(line).matches());
    }
}
