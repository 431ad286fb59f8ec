package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.khive.api.error.ConflictException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorFieldInfo;
import dev.khive.api.store.VectorQuery;
import dev.khive.api.store.VectorRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorSearchTest {
    private static final VectorField PLANE = new VectorField("plane", "test-1", 2, Metric.COSINE);

    private final TestStores stores = TestStores.inMemory();
    private final TestStores.Handle handle = stores.in();

    @AfterEach
    void close() {
        stores.close();
    }

    @ParameterizedTest
    @EnumSource
    void theNearestAreThoseOfAPlainComparison(Metric metric) {
        VectorField field = new VectorField("text", "test-1", 8, metric);
        handle.vectors().define(field);
        Random random = new Random(5);
        List<EntityDraft> nodes = new ArrayList<>();
        List<VectorDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            EntityDraft node = EntityDraft.of(i % 100 == 0 ? "Rare" : "Usual", Map.of("rank", i));
            nodes.add(node);
            List<float[]> vectors = new ArrayList<>();
            for (int j = 0; j <= i % 3; j++) {
                vectors.add(vector(random, 8));
            }
            drafts.add(new VectorDraft(node.id(), "text", "test-1", vectors));
        }
        handle.entities().upsertAll(nodes, BatchMode.ATOMIC);
        handle.vectors().putAll(drafts, BatchMode.ATOMIC);
        for (int i = 0; i < 20; i++) {
            float[] query = vector(random, 8);
            SearchResult found = handle.vectors().search(VectorQuery.of(field, query, 7));
            List<SearchHit> expected = plain(drafts, metric, query, 7);
            assertThat(found.method()).isEqualTo(SearchResult.Method.EXACT);
            assertThat(found.candidates()).isEqualTo(500);
            assertThat(found.hits().stream().map(SearchHit::subject))
                    .containsExactlyElementsOf(
                            expected.stream().map(SearchHit::subject).toList());
            for (int j = 0; j < expected.size(); j++) {
                assertThat(found.hits().get(j).score())
                        .isCloseTo(expected.get(j).score(), within(1e-6));
            }
            SearchResult rare = handle.vectors()
                    .search(VectorQuery.of(field, query, 5)
                            .where(Filter.field(RecordField.LABEL).equalTo("Rare")));
            assertThat(rare.hits()).hasSize(5);
            assertThat(rare.candidates()).isEqualTo(5);
        }
    }

    private static List<SearchHit> plain(List<VectorDraft> drafts, Metric metric, float[] query, int k) {
        return drafts.stream()
                .map(draft -> new SearchHit(
                        draft.subject(),
                        "default",
                        draft.vectors().stream()
                                .mapToDouble(vector -> score(metric, query, vector))
                                .max()
                                .orElseThrow()))
                .sorted(Comparator.comparingDouble(SearchHit::score).reversed())
                .limit(k)
                .toList();
    }

    private static double score(Metric metric, float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        double distance = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
            distance += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
        }
        return switch (metric) {
            case COSINE -> dot / Math.sqrt(aa * bb);
            case L2 -> 1 / (1 + Math.sqrt(distance));
            case IP -> dot;
        };
    }

    private static float[] vector(Random random, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = random.nextFloat() - 0.5f;
        }
        return vector;
    }

    @Test
    void whatIsWrittenIsReadBack() {
        UUID id = node();
        handle.vectors().define(PLANE);
        long first = handle.vectors()
                .put(new VectorDraft(id, "plane", "test-1", List.of(new float[] {1, 2}, new float[] {3, 4})))
                .version();
        VectorRecord record = handle.vectors().get(id, "plane").orElseThrow();
        assertThat(record.vectors()).containsExactly(new float[] {1, 2}, new float[] {3, 4});
        assertThat(record.revision()).isEqualTo(first);
        assertThat(record.namespace()).isEqualTo("default");
        handle.vectors().put(VectorDraft.of(id, PLANE, new float[] {5, 6}));
        assertThat(handle.vectors().get(id, "plane").orElseThrow().vectors()).containsExactly(new float[] {5, 6});
        assertThat(handle.vectors().fields()).containsExactly(new VectorFieldInfo(PLANE, "default", 1, 1));
        assertThat(handle.vectors().delete(id, "plane").existed()).isEqualTo(1);
        assertThat(handle.vectors().delete(id, "plane").existed()).isZero();
        assertThat(handle.vectors().get(id, "plane")).isEmpty();
    }

    @Test
    void equalScoresAreOrderedById() {
        handle.vectors().define(PLANE);
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            UUID id = node();
            ids.add(id);
            handle.vectors().put(VectorDraft.of(id, PLANE, new float[] {1, 1}));
        }
        List<SearchHit> hits = handle.vectors()
                .search(VectorQuery.of(PLANE, new float[] {1, 1}, 5))
                .hits();
        assertThat(hits.stream().map(hit -> hit.subject().toString()))
                .containsExactlyElementsOf(
                        ids.stream().map(UUID::toString).sorted().limit(5).toList());
    }

    @Test
    void theLeastScoreHoldsBeforeTheCut() {
        handle.vectors().define(PLANE);
        UUID near = node();
        handle.vectors().put(VectorDraft.of(near, PLANE, new float[] {1, 0}));
        handle.vectors().put(VectorDraft.of(node(), PLANE, new float[] {0, 1}));
        VectorQuery query = new VectorQuery("plane", "test-1", new float[] {1, 0}, 5, Filter.ALL, 0.5);
        assertThat(handle.vectors().search(query).hits().stream().map(SearchHit::subject))
                .containsExactly(near);
    }

    @Test
    void whatDoesNotFitTheFieldIsRefused() {
        UUID id = node();
        assertThatThrownBy(() -> handle.vectors().put(VectorDraft.of(id, PLANE, new float[] {1, 1})))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> handle.vectors().search(VectorQuery.of(PLANE, new float[] {1, 1}, 1)))
                .isInstanceOf(NotFoundException.class);
        handle.vectors().define(PLANE);
        handle.vectors().define(PLANE);
        assertThatThrownBy(() -> handle.vectors().define(new VectorField("plane", "test-2", 2, Metric.COSINE)))
                .isInstanceOf(ConflictException.class);
        for (float[] wrong :
                List.of(new float[] {1}, new float[] {1, Float.NaN}, new float[] {0, 0}, new float[] {1, 1 / 0f})) {
            assertThatThrownBy(() -> handle.vectors().put(VectorDraft.of(id, PLANE, wrong)))
                    .isInstanceOf(InvalidInputException.class);
            assertThatThrownBy(() -> handle.vectors().search(VectorQuery.of(PLANE, wrong, 1)))
                    .isInstanceOf(InvalidInputException.class);
        }
        VectorField other = new VectorField("plane", "test-2", 2, Metric.COSINE);
        assertThatThrownBy(() -> handle.vectors().put(VectorDraft.of(id, other, new float[] {1, 1})))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> handle.vectors().search(VectorQuery.of(other, new float[] {1, 1}, 1)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> handle.vectors().search(VectorQuery.of(PLANE, new float[] {1, 1}, 0)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> handle.vectors().search(VectorQuery.of(PLANE, new float[] {1, 1}, 10_001)))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> handle.vectors().put(VectorDraft.of(UUID.randomUUID(), PLANE, new float[] {1, 1})))
                .isInstanceOf(NotFoundException.class);
        BatchResult result = handle.vectors()
                .putAll(
                        List.of(VectorDraft.of(id, PLANE, new float[] {1, 1}), VectorDraft.of(id, PLANE, new float[] {1
                        })),
                        BatchMode.BEST_EFFORT);
        assertThat(result.written()).isEqualTo(1);
        assertThat(result.failures()).hasSize(1);
    }

    @Test
    void listsCountsAndDeletionsFollowTheFilter() {
        handle.vectors().define(PLANE);
        List<UUID> even = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            EntityDraft node = EntityDraft.of("N", Map.of("even", i % 2 == 0));
            handle.entities().upsert(node);
            handle.vectors().put(VectorDraft.of(node.id(), PLANE, new float[] {1, i}));
            if (i % 2 == 0) {
                even.add(node.id());
            }
        }
        Filter filter = Filter.property("even").equalTo(true);
        assertThat(handle.vectors().count("plane", filter)).isEqualTo(5);
        PageRequest request = PageRequest.first(2).withTotal();
        List<UUID> listed = new ArrayList<>();
        Page<VectorRecord> page = handle.vectors().listWhere("plane", filter, request);
        assertThat(page.total()).hasValue(5);
        page.items().forEach(record -> listed.add(record.subject()));
        while (page.hasMore()) {
            page = handle.vectors()
                    .listWhere("plane", filter, request.after(page.next().orElseThrow()));
            page.items().forEach(record -> listed.add(record.subject()));
        }
        assertThat(listed.stream().map(UUID::toString))
                .containsExactlyElementsOf(
                        even.stream().map(UUID::toString).sorted().toList());
        assertThat(handle.vectors().deleteWhere("plane", filter).existed()).isEqualTo(5);
        assertThat(handle.vectors().count("plane", Filter.ALL)).isEqualTo(5);
    }

    @Test
    void vectorsAreHiddenAndErasedWithTheirRecord() {
        handle.vectors().define(PLANE);
        UUID id = node();
        handle.vectors().put(VectorDraft.of(id, PLANE, new float[] {1, 1}));
        VectorQuery query = VectorQuery.of(PLANE, new float[] {1, 1}, 5);
        handle.entities().delete(id, DeleteMode.SOFT);
        assertThat(handle.vectors().search(query).hits()).isEmpty();
        assertThat(handle.vectors().get(id, "plane")).isEmpty();
        handle.entities().restore(id);
        assertThat(handle.vectors().search(query).hits()).hasSize(1);
        handle.entities().delete(id, DeleteMode.HARD);
        assertThat(handle.vectors().search(query).hits()).isEmpty();
        assertThat(handle.vectors().sweepOrphans().existed()).isZero();
    }

    @Test
    void namespacesAreSearchedTogetherWhereTheyDefineTheFieldAlike() {
        for (String namespace : List.of("a", "b")) {
            TestStores.Handle own = stores.in("t", namespace);
            own.vectors().define(PLANE);
            EntityDraft node = EntityDraft.of("N", Map.of());
            own.entities().upsert(node);
            own.vectors().put(VectorDraft.of(node.id(), PLANE, new float[] {1, 1}));
        }
        VectorQuery query = VectorQuery.of(PLANE, new float[] {1, 1}, 5);
        assertThat(stores.reading("t", "a", "b").vectors().search(query).hits().stream()
                        .map(SearchHit::namespace))
                .containsExactlyInAnyOrder("a", "b");
        stores.in("t", "c").vectors().define(new VectorField("plane", "test-1", 3, Metric.COSINE));
        assertThatThrownBy(() -> stores.reading("t", "a", "c").vectors().search(query))
                .isInstanceOf(InvalidInputException.class);
    }

    private UUID node() {
        EntityDraft node = new EntityDraft(UUID.randomUUID(), List.of("N"), Map.of());
        handle.entities().upsert(node);
        return node.id();
    }
}
