package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.ScopeStatistics;
import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** First steps through every store; the conformance kit goes into depth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresStoresTest {
    private TestServer server;
    private Backend backend;

    @BeforeAll
    void open() {
        server = TestServer.require();
        backend = Khive.open(TestServer.config(server.newSchema(), Map.of("timeout", "PT10S")));
    }

    @AfterAll
    void close() throws SQLException {
        if (server != null) {
            backend.close();
            server.close();
        }
    }

    @Test
    void aSmallGraphIsWrittenSearchedAndCounted() {
        Storage storage = backend.in(Scope.of("t", "main"));
        EntityDraft ada = EntityDraft.of("Person", Map.of("name", "Ada Lovelace", "born", 1815));
        EntityDraft alan = EntityDraft.of("Person", Map.of("name", "Alan Turing", "born", 1912));
        storage.entities().upsertAll(List.of(ada, alan), BatchMode.ATOMIC);
        storage.graph().upsert(EdgeDraft.of(alan.id(), "ADMIRES", ada.id()));
        VectorField field = new VectorField("face", "m1", 3, Metric.COSINE);
        storage.vectors().define(field);
        storage.vectors().put(VectorDraft.of(ada.id(), field, new float[] {1, 0, 0}));
        storage.vectors().put(VectorDraft.of(alan.id(), field, new float[] {0, 1, 0}));

        assertThat(storage.entities()
                        .list(
                                Filter.and(
                                        Filter.property("born").lessThan(1900),
                                        Filter.property("name").startsWith("Ada")),
                                Order.BY_CREATION,
                                PageRequest.FIRST)
                        .items())
                .extracting(entity -> entity.properties().get("born"))
                .containsExactly(1815L);
        assertThat(storage.vectors()
                        .search(VectorQuery.of(field, new float[] {1, 0.1f, 0}, 1))
                        .hits())
                .extracting(hit -> hit.subject())
                .containsExactly(ada.id());
        assertThat(storage.text().search(TextQuery.of("turing", 5)).hits())
                .extracting(hit -> hit.subject())
                .containsExactly(alan.id());
        ScopeStatistics statistics = storage.statistics();
        assertThat(statistics.nodes()).isEqualTo(2);
        assertThat(statistics.edges()).isEqualTo(1);
        assertThat(backend.operations().check(dev.khive.api.Progress.NONE).checks())
                .allSatisfy(
                        check -> assertThat(check.findings()).as(check.name()).isEmpty());
        assertThat(backend.operations().describe()).containsEntry("row-level-security", "on");
        assertThat(backend.namespaces("t")).containsExactly("main");
        assertThat(backend.sql().query("SELECT count(*) AS n FROM node")).containsExactly(Map.of("n", 2L));
    }
}
