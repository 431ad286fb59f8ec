package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Approximate indexes: their parameters in the catalogue, and what they find. */
class VectorIndexTest {
    private static final Scope SCOPE = Scope.of("t", "main");
    private static final int RECORDS = 3_000;

    private TestServer server;
    private String address = "";

    @BeforeEach
    void findServer() {
        server = TestServer.require();
        address = server.newSchema();
    }

    @AfterEach
    void close() throws SQLException {
        if (server != null) {
            server.close();
        }
    }

    private Backend open(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return Khive.open(TestServer.config(address, map));
    }

    private static String definition(Backend backend) {
        return String.valueOf(backend.sql()
                .query(
                        "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexname LIKE 'vector_field_%'")
                .toString());
    }

    @ParameterizedTest
    @CsvSource({
        "COSINE, 8, false, vector_cosine_ops, vector(8)",
        "L2, 8, true, halfvec_l2_ops, halfvec(8)",
        "IP, 2001, false, halfvec_ip_ops, halfvec(2001)"
    })
    void theParametersAreThoseOfTheConfiguration(
            Metric metric, int dimension, String half, String operators, String type) {
        try (Backend backend = open(
                "postgres.vector-index", "hnsw",
                "postgres.hnsw-m", "7",
                "postgres.hnsw-ef-construction", "33",
                "postgres.vector-half", half)) {
            assertThat(backend.capabilities()).contains(Capability.VECTOR_INDEX);
            backend.in(SCOPE).vectors().define(new VectorField("f", "m", dimension, metric));
            assertThat(definition(backend))
                    .contains("USING hnsw", operators, type, "m='7'", "ef_construction='33'", "WHERE (field_id = ");
        }
    }

    @Test
    void anIvfflatIndexIsBuiltWhenAskedFor() {
        try (Backend backend = open("postgres.vector-index", "ivfflat", "postgres.ivfflat-lists", "9")) {
            VectorField field = new VectorField("f", "m", 8, Metric.L2);
            fill(backend.in(SCOPE), field);
            assertThat(definition(backend)).doesNotContain("ivfflat");
            backend.in(SCOPE).vectors().rebuild("f");
            assertThat(definition(backend)).contains("USING ivfflat", "lists='9'");
            assertThat(recall(backend.in(SCOPE), field, Filter.ALL)).isGreaterThan(0.9);
        }
    }

    @Test
    void aFieldWiderThanAnyIndexIsSearchedExactly() {
        try (Backend backend = open("postgres.vector-index", "hnsw")) {
            Storage storage = backend.in(SCOPE);
            VectorField field = new VectorField("wide", "m", 4_001, Metric.L2);
            storage.vectors().define(field);
            EntityDraft node = EntityDraft.of("Thing", Map.of());
            storage.entities().insert(node);
            storage.vectors().put(VectorDraft.of(node.id(), field, new float[4_001]));
            SearchResult found = storage.vectors().search(VectorQuery.of(field, new float[4_001], 3));
            assertThat(found.method()).isEqualTo(SearchResult.Method.EXACT);
            assertThat(found.hits()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"hnsw, false", "hnsw, true", "ivfflat, false"})
    void aSearchReadsTheIndex(String method, String half) {
        try (Backend backend = open(
                "postgres.vector-index",
                method,
                "postgres.vector-half",
                half,
                "postgres.ivfflat-lists",
                "9",
                "postgres.pool-size",
                "1")) {
            VectorField field = new VectorField("f", "m", 8, Metric.COSINE);
            fill(backend.in(SCOPE), field);
            backend.in(SCOPE).vectors().rebuild("f");
            backend.sql().query("SELECT pg_stat_force_next_flush()");
            long before = scans(backend);
            assertThat(recall(backend.in(SCOPE), field, Filter.ALL)).isGreaterThan(0.9);
            backend.sql().query("SELECT pg_stat_force_next_flush()");
            assertThat(scans(backend)).isGreaterThanOrEqualTo(before + 10);
        }
    }

    private static long scans(Backend backend) {
        return backend
                .sql()
                .query("SELECT sum(idx_scan)::bigint AS n FROM pg_stat_user_indexes"
                        + " WHERE schemaname = current_schema() AND indexrelname LIKE 'vector_field_%'")
                .getFirst()
                .values()
                .stream()
                .mapToLong(value -> value instanceof Number number ? number.longValue() : -1)
                .sum();
    }

    @ParameterizedTest
    @CsvSource({"hnsw, 2", "hnsw, 10", "hnsw, 100", "hnsw, 1000", "ivfflat, 10", "ivfflat, 1000"})
    void aSelectiveFilterDoesNotStarveASearch(String method, int modulus) {
        try (Backend backend = open("postgres.vector-index", method, "postgres.ivfflat-lists", "9")) {
            VectorField field = new VectorField("f", "m", 8, Metric.COSINE);
            fill(backend.in(SCOPE), field);
            backend.in(SCOPE).vectors().rebuild("f");
            assertThat(recall(
                            backend.in(SCOPE),
                            field,
                            Filter.property("class" + modulus).equalTo(0)))
                    .isGreaterThanOrEqualTo(0.9);
        }
    }

    private static float[] random(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private void fill(Storage storage, VectorField field) {
        storage.vectors().define(field);
        Random random = new Random(7);
        List<EntityDraft> nodes = new ArrayList<>();
        List<VectorDraft> vectors = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            EntityDraft node = EntityDraft.of(
                    "Thing", Map.of("class2", i % 2, "class10", i % 10, "class100", i % 100, "class1000", i % 1000));
            nodes.add(node);
            vectors.add(VectorDraft.of(node.id(), field, random(random, field.dimension())));
        }
        storage.entities().upsertAll(nodes, BatchMode.ATOMIC);
        storage.vectors().putAll(vectors, BatchMode.ATOMIC);
    }

    /** How much of the exact answer is found, over ten queries. */
    private double recall(Storage storage, VectorField field, Filter filter) {
        Random random = new Random(11);
        long found = 0;
        long wanted = 0;
        try (Backend exact = open()) {
            for (int i = 0; i < 10; i++) {
                VectorQuery query = VectorQuery.of(field, random(random, field.dimension()), 10)
                        .where(filter);
                Set<UUID> truth = subjects(exact.in(SCOPE).vectors().search(query));
                Set<UUID> answer = subjects(storage.vectors().search(query));
                wanted += truth.size();
                answer.retainAll(truth);
                found += answer.size();
            }
        }
        return (double) found / wanted;
    }

    private static Set<UUID> subjects(SearchResult result) {
        return new HashSet<>(result.hits().stream().map(SearchHit::subject).toList());
    }
}
