package dev.khive.conformance.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.api.store.VectorStore;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.oracle.ValueRules;
import dev.khive.conformance.oracle.VectorScores;
import dev.khive.conformance.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Nearest-neighbour search in three metrics against naive arithmetic over records with one to three vectors. */
@Requires(Capability.VECTORS)
public abstract class VectorSearchSuite extends Suite {

    private static final int DIMENSION = 8;
    private static final int RECORDS = 60;

    private final Scope scopeOfVectors = newScope();
    private final Map<UUID, List<float[]>> vectors = new LinkedHashMap<>();
    private final Random random = new Random(5);

    /** A suite over the databases of a run. */
    protected VectorSearchSuite(Databases databases) {
        super(databases);
    }

    private static VectorField field(Metric metric) {
        return new VectorField("by-" + metric, "model-1", DIMENSION, metric);
    }

    private float[] vector() {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    @BeforeAll
    final void storeVectors() {
        List<EntityDraft> entities = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            UUID id = RecordIds.ofName("vector " + i);
            entities.add(new EntityDraft(id, List.of("Thing"), Map.of("n", i)));
            vectors.put(id, Stream.generate(this::vector).limit(1 + i % 3).toList());
        }
        sample().entities().upsertAll(entities, BatchMode.ATOMIC);
        for (Metric metric : Metric.values()) {
            store().define(field(metric));
            store().putAll(
                            vectors.entrySet().stream()
                                    .map(entry -> new VectorDraft(
                                            entry.getKey(), field(metric).name(), "model-1", entry.getValue()))
                                    .toList(),
                            BatchMode.ATOMIC);
        }
    }

    private Storage sample() {
        return backend().in(scopeOfVectors);
    }

    private VectorStore store() {
        return sample().vectors();
    }

    private Map<UUID, Double> scores(Metric metric, float[] query, Predicate<Integer> accepted) {
        List<UUID> ids = List.copyOf(vectors.keySet());
        return IntStream.range(0, RECORDS)
                .filter(accepted::test)
                .mapToObj(ids::get)
                .collect(Collectors.toMap(id -> id, id -> best(metric, query, id)));
    }

    private double best(Metric metric, float[] query, UUID id) {
        return Objects.requireNonNull(vectors.get(id)).stream()
                .mapToDouble(vector -> VectorScores.score(metric, query, vector))
                .max()
                .orElseThrow();
    }

    @Rule("VECTOR-001")
    @ParameterizedTest
    @EnumSource
    void hitsAreTheNearestRecordsWithTheScoreOfTheirBestVector(Metric metric) {
        for (int k : List.of(1, 7, RECORDS, 1_000)) {
            float[] query = vector();

            SearchResult found = store().search(VectorQuery.of(field(metric), query, k));

            Ranking.assertBest(found.hits(), scores(metric, query, n -> true), k);
            assertThat(found.hits()).allMatch(hit -> hit.namespace().equals(scopeOfVectors.namespace()));
        }
    }

    @Rule("VECTOR-002")
    @ParameterizedTest
    @EnumSource
    void theFilterHoldsBeforeTheCut(Metric metric) {
        float[] query = vector();
        List<UUID> worst = scores(metric, query, n -> true).entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(3)
                .map(Map.Entry::getKey)
                .toList();
        Filter onlyWorst = Filter.field(RecordField.ID).in(worst.toArray());

        List<SearchHit> hits = store().search(
                        VectorQuery.of(field(metric), query, 3).where(onlyWorst))
                .hits();

        assertThat(hits.stream().map(SearchHit::subject)).containsExactlyInAnyOrderElementsOf(worst);
    }

    @Rule("VECTOR-003")
    @ParameterizedTest
    @EnumSource
    void filteredHitsAreTheBestOfTheAcceptedRecords(Metric metric) {
        float[] query = vector();
        Filter filter = Filter.property("n").lessThan(20);

        SearchResult found =
                store().search(VectorQuery.of(field(metric), query, 5).where(filter));

        Ranking.assertBest(found.hits(), scores(metric, query, n -> n < 20), 5);
        if (found.method() == SearchResult.Method.EXACT) {
            assertThat(found.candidates()).isEqualTo(20);
        }
    }

    @Rule("VECTOR-004")
    @ParameterizedTest
    @EnumSource
    void theLeastScoreHoldsBeforeTheCut(Metric metric) {
        VectorField field = field(metric);
        float[] query = vector();
        List<SearchHit> all =
                store().search(VectorQuery.of(field, query, RECORDS)).hits();
        double between = (all.get(9).score() + all.get(10).score()) / 2;

        List<SearchHit> hits = store().search(
                        new VectorQuery(field.name(), field.model(), query, RECORDS, Filter.ALL, between))
                .hits();
        List<SearchHit> inclusive = store().search(new VectorQuery(
                        field.name(),
                        field.model(),
                        query,
                        RECORDS,
                        Filter.ALL,
                        all.get(4).score()))
                .hits();

        assertThat(hits).isEqualTo(all.subList(0, 10));
        assertThat(inclusive).isEqualTo(all.subList(0, 5));
    }

    @Rule("VECTOR-005")
    @ParameterizedTest
    @EnumSource
    void equalScoresSortById(Metric metric) {
        VectorField field = new VectorField("ties", "model-1", 2, metric);
        storage().vectors().define(field);
        List<UUID> ids = IntStream.range(0, 12)
                .mapToObj(i -> RecordIds.ofName("tie " + i))
                .toList();
        for (UUID id : ids) {
            storage().entities().upsert(new EntityDraft(id, List.of(), Map.of()));
            storage().vectors().put(VectorDraft.of(id, field, new float[] {3, 4}));
        }

        List<SearchHit> hits = storage()
                .vectors()
                .search(VectorQuery.of(field, new float[] {1, 2}, 5))
                .hits();

        assertThat(hits.stream().map(SearchHit::subject))
                .containsExactlyElementsOf(
                        ids.stream().sorted(ValueRules.BY_TEXT).limit(5).toList());
    }

    @Rule("VECTOR-006")
    @ParameterizedTest
    @EnumSource
    void theExactVectorHasTheGreatestScoreOfItsMetric(Metric metric) {
        float[] own = vectors.values().iterator().next().getFirst();
        double expected = metric == Metric.IP ? VectorScores.dot(own, own) : 1;

        List<SearchHit> hits =
                store().search(VectorQuery.of(field(metric), own, RECORDS)).hits();

        assertThat(hits).anySatisfy(hit -> {
            assertThat(hit.subject()).isEqualTo(vectors.keySet().iterator().next());
            assertThat(hit.score()).isCloseTo(expected, Offset.offset(1e-5 * Math.max(1, expected)));
        });
    }

    @Rule("VECTOR-007")
    @ParameterizedTest
    @EnumSource
    void severalSearchesAnswerEachInTheOrderAsked(Metric metric) {
        List<VectorQuery> queries = Stream.generate(this::vector)
                .limit(4)
                .map(vector -> VectorQuery.of(field(metric), vector, 6))
                .toList();

        assertThat(store().searchAll(queries))
                .isEqualTo(queries.stream().map(store()::search).toList());
        assertThat(store().searchAll(List.of())).isEmpty();
    }

    @Rule("VECTOR-008")
    @Test
    void theFirstErrorOfSeveralSearchesIsThrown() {
        VectorQuery good = VectorQuery.of(field(Metric.L2), vector(), 3);
        VectorField nowhere = new VectorField("nowhere", "model-1", DIMENSION, Metric.L2);

        Refusal.of(
                NotFoundException.class, () -> store().searchAll(List.of(good, VectorQuery.of(nowhere, vector(), 3))));
    }

    Stream<VectorQuery> refused() {
        VectorField field = field(Metric.COSINE);
        float[] good = {1, 0, 0, 0, 0, 0, 0, 0};
        float[] nan = good.clone();
        nan[3] = Float.NaN;
        float[] infinite = good.clone();
        infinite[7] = Float.NEGATIVE_INFINITY;
        return Stream.of(
                VectorQuery.of(field, nan, 3),
                VectorQuery.of(field, infinite, 3),
                VectorQuery.of(field, new float[DIMENSION], 3),
                VectorQuery.of(field, new float[] {1, 2}, 3),
                VectorQuery.of(field, new float[0], 3),
                VectorQuery.of(field, good, 0),
                VectorQuery.of(field, good, -1),
                VectorQuery.of(field, good, backend().bounds().results() + 1),
                new VectorQuery(field.name(), "model-2", good, 3, Filter.ALL, null));
    }

    @Rule("VECTOR-009")
    @ParameterizedTest
    @MethodSource("refused")
    void aQueryThatDoesNotFitTheFieldIsRefused(VectorQuery query) {
        Refusal.of(InvalidInputException.class, () -> store().search(query));
    }

    @Rule("VECTOR-010")
    @Test
    void kMayBeTheBound() {
        VectorQuery query =
                VectorQuery.of(field(Metric.L2), vector(), backend().bounds().results());

        assertThat(store().search(query).hits()).hasSize(RECORDS);
    }

    @Rule("VECTOR-011")
    @Test
    void searchInAFieldThatIsNotDefinedIsNotFound() {
        VectorField nowhere = new VectorField("nowhere", "model-1", DIMENSION, Metric.L2);

        NotFoundException error =
                Refusal.of(NotFoundException.class, () -> store().search(VectorQuery.of(nowhere, vector(), 3)));

        assertThat(error.getMessage()).contains("nowhere");
    }

    @Rule("VECTOR-012")
    @Test
    void searchInAnEmptyFieldFindsNothing() {
        storage().vectors().define(field(Metric.IP));

        assertThat(storage()
                        .vectors()
                        .search(VectorQuery.of(field(Metric.IP), vector(), 3))
                        .hits())
                .isEmpty();
    }

    @Rule("VECTOR-013")
    @ParameterizedTest
    @EnumSource
    void rebuildChangesNoAnswer(Metric metric) {
        VectorQuery query = VectorQuery.of(field(metric), vector(), 10);
        SearchResult before = store().search(query);

        store().rebuild(field(metric).name());

        assertThat(store().search(query).hits()).isEqualTo(before.hits());
    }

    @Rule("VECTOR-014")
    @Test
    void scoresOfTinyAndHugeVectorsAreThoseOfTheFormula() {
        VectorField field = new VectorField("scaled", "model-1", 2, Metric.COSINE);
        storage().vectors().define(field);
        Map<UUID, Double> expected = new LinkedHashMap<>();
        for (float scale : new float[] {1e-30f, 1e-10f, 1, 1e10f, 1e30f}) {
            EntityDraft entity = EntityDraft.of("Thing", Map.of());
            storage().entities().upsert(entity);
            storage().vectors().put(VectorDraft.of(entity.id(), field, new float[] {3 * scale, 4 * scale}));
            expected.put(entity.id(), 0.6);
        }

        List<SearchHit> hits = storage()
                .vectors()
                .search(VectorQuery.of(field, new float[] {1, 0}, 10))
                .hits();

        Ranking.assertBest(hits, expected, 10);
    }
}
