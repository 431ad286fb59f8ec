package dev.khive.conformance.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.khive.api.Capability;
import dev.khive.api.error.ErrorCategory;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseStore;
import dev.khive.api.store.SparseVector;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.oracle.ValueRules;
import dev.khive.conformance.oracle.VectorScores;
import dev.khive.conformance.rule.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sparse vectors: what is written, and search against naive dot products. */
@Requires(Capability.SPARSE)
public abstract class SparseSuite extends Suite {

    private static final String FIELD = "terms";
    private static final String MODEL = "model-1";
    private static final SparseVector ONE = new SparseVector(new int[] {1}, new float[] {1});

    /** A suite over the databases of a run. */
    protected SparseSuite(Databases databases) {
        super(databases);
    }

    private SparseStore sparse() {
        return storage().sparse();
    }

    private UUID entity(int n) {
        EntityDraft draft = new EntityDraft(RecordIds.ofName("sparse " + n), List.of("Thing"), Map.of("n", n));
        storage().entities().upsert(draft);
        return draft.id();
    }

    private void put(UUID id, SparseVector vector) {
        sparse().put(new SparseDraft(id, FIELD, MODEL, vector));
    }

    private SearchResult search(SparseVector vector, int k, Filter filter) {
        return sparse().search(new SparseQuery(FIELD, MODEL, vector, k, filter));
    }

    private static SparseVector random(Random random) {
        int[] indices = random.ints(0, 25)
                .distinct()
                .limit(1 + random.nextInt(6))
                .sorted()
                .toArray();
        float[] values = new float[indices.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() + 0.01f;
        }
        return new SparseVector(indices, values);
    }

    private Map<UUID, SparseVector> storeRandom() {
        Random random = new Random(9);
        Map<UUID, SparseVector> vectors = new LinkedHashMap<>();
        for (int i = 0; i < 50; i++) {
            vectors.put(entity(i), random(random));
        }
        sparse().putAll(
                        vectors.entrySet().stream()
                                .map(entry -> new SparseDraft(entry.getKey(), FIELD, MODEL, entry.getValue()))
                                .toList(),
                        BatchMode.ATOMIC);
        return vectors;
    }

    private static Map<UUID, Double> scores(Map<UUID, SparseVector> vectors, SparseVector query) {
        return vectors.entrySet().stream()
                .filter(entry -> VectorScores.overlap(entry.getValue(), query))
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> VectorScores.dot(entry.getValue(), query)));
    }

    @Rule("SPARSE-001")
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1_000})
    void hitsAreTheGreatestDotProducts(int k) {
        Map<UUID, SparseVector> vectors = storeRandom();
        Random random = new Random(10);

        for (int i = 0; i < 10; i++) {
            SparseVector query = random(random);
            Ranking.assertBest(search(query, k, Filter.ALL).hits(), scores(vectors, query), k);
        }
    }

    @Rule("SPARSE-002")
    @Test
    void theFilterHoldsBeforeTheCut() {
        Map<UUID, SparseVector> vectors = storeRandom();
        SparseVector query = random(new Random(11));
        List<UUID> first = List.copyOf(vectors.keySet()).subList(0, 10);
        Map<UUID, Double> expected = scores(vectors, query);
        expected.keySet().retainAll(first);

        Ranking.assertBest(search(query, 3, Filter.property("n").lessThan(10)).hits(), expected, 3);
    }

    @Rule("SPARSE-003")
    @Test
    void aRecordWithoutACommonIndexIsNoHit() {
        put(entity(1), ONE);

        assertThat(search(new SparseVector(new int[] {2}, new float[] {5}), 5, Filter.ALL)
                        .hits())
                .isEmpty();
    }

    @Rule("SPARSE-004")
    @Test
    void aDotProductBelowZeroIsAHitToo() {
        put(entity(1), ONE);

        assertThat(search(new SparseVector(new int[] {1}, new float[] {-2}), 5, Filter.ALL)
                        .hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.score()).isEqualTo(-2));
    }

    @Rule("SPARSE-005")
    @Test
    void equalScoresSortById() {
        List<UUID> ids = IntStream.range(0, 10).mapToObj(this::entity).toList();
        ids.forEach(id -> put(id, ONE));

        assertThat(search(ONE, 4, Filter.ALL).hits().stream().map(SearchHit::subject))
                .containsExactlyElementsOf(
                        ids.stream().sorted(ValueRules.BY_TEXT).limit(4).toList());
    }

    @Rule("SPARSE-006")
    @Test
    void aVectorIsReadAsItWasWritten() {
        SparseVector vector = new SparseVector(
                new int[] {0, 7, Integer.MAX_VALUE}, new float[] {Float.MIN_VALUE, -1.5f, Float.MAX_VALUE});
        UUID id = entity(1);

        put(id, vector);

        assertThat(sparse().get(id, FIELD)).contains(vector);
        assertThat(sparse().get(id, "nowhere")).isEmpty();
    }

    @Rule("SPARSE-007")
    @Test
    void aNewVectorTakesThePlaceOfTheOldOne() {
        UUID id = entity(1);
        put(id, new SparseVector(new int[] {1, 2}, new float[] {1, 1}));

        put(id, new SparseVector(new int[] {3}, new float[] {2}));

        assertThat(search(ONE, 5, Filter.ALL).hits()).isEmpty();
        assertThat(search(new SparseVector(new int[] {3}, new float[] {2}), 5, Filter.ALL)
                        .hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.score()).isEqualTo(4));
        assertThat(sparse().count(FIELD, Filter.ALL)).isEqualTo(1);
    }

    @Rule("SPARSE-008")
    @Test
    void deleteTakesTheVectorOfOneField() {
        UUID id = entity(1);
        put(id, ONE);
        sparse().put(new SparseDraft(id, "other", MODEL, ONE));

        assertThat(sparse().delete(id, FIELD).existed()).isEqualTo(1);
        assertThat(sparse().delete(id, FIELD).existed()).isZero();

        assertThat(sparse().get(id, FIELD)).isEmpty();
        assertThat(sparse().get(id, "other")).contains(ONE);
        assertThat(search(ONE, 5, Filter.ALL).hits()).isEmpty();
    }

    @Rule("SPARSE-009")
    @Test
    void aFieldKeepsTheModelOfItsFirstVector() {
        UUID id = entity(1);
        put(id, ONE);

        InvalidInputException error =
                Refusal.of(InvalidInputException.class, () -> sparse().put(new SparseDraft(id, FIELD, "model-2", ONE)));
        Refusal.of(
                InvalidInputException.class,
                () -> sparse().search(new SparseQuery(FIELD, "model-2", ONE, 5, Filter.ALL)));

        assertThat(error.getMessage()).contains("model-2").contains(MODEL);
    }

    @Rule("SPARSE-010")
    @Test
    void searchInAFieldThatIsNotThereIsNotFound() {
        NotFoundException error = Refusal.of(NotFoundException.class, () -> search(ONE, 5, Filter.ALL));

        assertThat(error.getMessage()).contains(FIELD);
    }

    @Rule("SPARSE-011")
    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void kIsOneUpToTheBound(int k) {
        put(entity(1), ONE);

        Refusal.of(InvalidInputException.class, () -> search(ONE, k, Filter.ALL));
        assertThat(search(ONE, backend().bounds().results(), Filter.ALL).hits()).hasSize(1);
    }

    @Rule("SPARSE-012")
    @Test
    void countCountsTheAcceptedRecords() {
        storeRandom();

        assertThat(sparse().count(FIELD, Filter.ALL)).isEqualTo(50);
        assertThat(sparse().count(FIELD, Filter.property("n").lessThan(7))).isEqualTo(7);
    }

    @Rule("SPARSE-013")
    @Test
    void bestEffortBatchReportsTheBadItems() {
        UUID good = entity(1);
        UUID nowhere = RecordIds.next();

        BatchResult result = sparse().putAll(
                        List.of(
                                new SparseDraft(good, FIELD, MODEL, ONE),
                                new SparseDraft(nowhere, FIELD, MODEL, ONE),
                                new SparseDraft(good, FIELD, "model-2", ONE)),
                        BatchMode.BEST_EFFORT);

        assertThat(result.attempted()).isEqualTo(3);
        assertThat(result.written()).isEqualTo(1);
        assertThat(result.failures())
                .extracting(BatchResult.Failure::index, BatchResult.Failure::category)
                .containsExactly(tuple(1, ErrorCategory.NOT_FOUND), tuple(2, ErrorCategory.INVALID_INPUT));
    }

    @Rule("SPARSE-014")
    @Test
    void atomicBatchWritesAllOrNothing() {
        UUID good = entity(1);

        Refusal.of(
                NotFoundException.class,
                () -> sparse().putAll(
                                List.of(
                                        new SparseDraft(good, FIELD, MODEL, ONE),
                                        new SparseDraft(RecordIds.next(), FIELD, MODEL, ONE)),
                                BatchMode.ATOMIC));

        assertThat(sparse().get(good, FIELD)).isEmpty();
    }
}
