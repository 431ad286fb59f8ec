package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.IntegrityReport;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Damage that is made by hand, found and, where the tables know better, mended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresChecksTest {
    private TestServer server;
    private Backend backend;

    @BeforeAll
    void open() {
        server = TestServer.require();
        backend = Khive.open(TestServer.config(server.asOwner(server.newSchema()), Map.of()));
        fill(backend.in(Scope.of("a", "main")));
        fill(backend.in(Scope.of("b", "main")));
    }

    private static void fill(Storage storage) {
        EntityDraft ada = EntityDraft.of("Person", Map.of("name", "Ada"));
        EntityDraft alan = EntityDraft.of("Person", Map.of("name", "Alan"));
        storage.entities().insert(ada);
        storage.entities().insert(alan);
        storage.graph().insert(EdgeDraft.of(ada.id(), "KNOWS", alan.id()));
        VectorField field = new VectorField("face", "model", 2, Metric.L2);
        storage.vectors().define(field);
        storage.vectors().put(VectorDraft.of(ada.id(), field, new float[] {1, 2}));
        storage.sparse()
                .put(new SparseDraft(ada.id(), "terms", "model", new SparseVector(new int[] {1}, new float[] {2})));
    }

    @AfterAll
    void close() throws SQLException {
        if (server != null) {
            backend.close();
            server.close();
        }
    }

    private static List<String> wrong(IntegrityReport report) {
        return report.checks().stream()
                .filter(check -> !check.findings().isEmpty())
                .map(check -> check.name() + (check.repaired() ? ", repaired" : ""))
                .toList();
    }

    @Test
    void aSoundDatabaseHasNoFindings() {
        assertThat(wrong(backend.operations().check(Progress.NONE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "liveness of nodes | UPDATE node SET dead_at = 0 WHERE scope_id = 1 AND revision = 1",
                "liveness of edges | UPDATE edge SET dead_at = 0",
                "label sets | DELETE FROM label_set_member",
                "nodes of the table sparse_vector | UPDATE sparse_vector SET node_id = (SELECT max(node_id) FROM node) WHERE scope_id = 1",
                "documents of text indexes | INSERT INTO text_length (scope_id, doc_id, tokens) VALUES (1, 4711, 1)",
                "counts of text indexes | UPDATE text_index SET documents = documents + 1",
                "words of texts | INSERT INTO text_posting VALUES (1, 'lost', 4711, 1, '{1}')",
                "sparse postings | INSERT INTO sparse_posting VALUES (1, 1, 4711, 1, 1)",
                "versions of scopes | UPDATE scope SET last_sequence = last_sequence + 1",
                "counts of the graph | UPDATE edge_shape SET edges = edges + 1",
                "counts of the graph | DELETE FROM edge_shape",
                "counts of the graph | UPDATE label_set SET nodes = nodes - 1"
            })
    void whatTheTablesKnowBetterIsMended(String check, String damage) {
        assertThat(backend.sql().update(damage)).isPositive();
        assertThat(wrong(backend.operations().check(Progress.NONE))).contains(check);
        assertThat(wrong(backend.operations().repair(Progress.NONE))).contains(check + ", repaired");
        assertThat(wrong(backend.operations().check(Progress.NONE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "JSON of records | UPDATE node SET properties = '[]' | UPDATE node SET properties = '{}'",
                "lengths of vectors | UPDATE vector SET embedding = '{1}' | UPDATE vector SET embedding = '{1,2}'",
                "revisions | UPDATE edge SET revision = revision + 100 | UPDATE edge SET revision = revision - 100",
                "scopes of names | UPDATE edge SET relation_id = 3 - relation_id | UPDATE edge SET relation_id = 3 - relation_id"
            })
    void whatOnlyAPersonCanMendIsSaid(String check, String damage, String mending) {
        assertThat(backend.sql().update(damage)).isPositive();
        assertThat(wrong(backend.operations().repair(Progress.NONE)))
                .filteredOn(finding -> !finding.equals("counts of the graph, repaired"))
                .containsExactly(check);
        backend.sql().update(mending);
        backend.operations().repair(Progress.NONE);
        assertThat(wrong(backend.operations().check(Progress.NONE))).isEmpty();
    }
}
