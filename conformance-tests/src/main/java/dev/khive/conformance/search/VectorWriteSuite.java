package dev.khive.conformance.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.khive.api.Capability;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.ErrorCategory;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorFieldInfo;
import dev.khive.api.store.VectorQuery;
import dev.khive.api.store.VectorRecord;
import dev.khive.api.store.VectorStore;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.oracle.ValueRules;
import dev.khive.conformance.rule.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Vector fields and what is written into them. */
@Requires(Capability.VECTORS)
public abstract class VectorWriteSuite extends Suite {

    private static final VectorField FIELD = new VectorField("meaning", "model-1", 3, Metric.COSINE);
    private static final VectorField OTHER = new VectorField("look", "model-2", 2, Metric.L2);

    /** A suite over the databases of a run. */
    protected VectorWriteSuite(Databases databases) {
        super(databases);
    }

    private VectorStore vectors() {
        return storage().vectors();
    }

    private UUID entity(Object n) {
        EntityDraft draft = EntityDraft.of("Thing", Map.of("n", n));
        storage().entities().upsert(draft);
        return draft.id();
    }

    private UUID entityWithVector(int n) {
        UUID id = entity(n);
        vectors().put(VectorDraft.of(id, FIELD, new float[] {n, 1, 0}));
        return id;
    }

    private List<float[]> read(UUID id, VectorField field) {
        return vectors().get(id, field.name()).orElseThrow().vectors();
    }

    @Rule("VECTOR-015")
    @Test
    void aFieldIsDefinedOnceAndTheSameAgainChangesNothing() {
        vectors().define(FIELD);
        long version = storage().version().version();

        vectors().define(FIELD);

        assertThat(storage().version().version()).isEqualTo(version);
        assertThat(vectors().fields()).containsExactly(new VectorFieldInfo(FIELD, scope().namespace(), 0, 0));
    }

    static Stream<VectorField> otherDefinitions() {
        return Stream.of(
                new VectorField("meaning", "model-2", 3, Metric.COSINE),
                new VectorField("meaning", "model-1", 4, Metric.COSINE),
                new VectorField("meaning", "model-1", 3, Metric.IP));
    }

    @Rule("VECTOR-016")
    @ParameterizedTest
    @MethodSource("otherDefinitions")
    void anotherDefinitionOfAFieldIsAConflict(VectorField other) {
        vectors().define(FIELD);

        Refusal.of(ConflictException.class, () -> vectors().define(other));

        assertThat(vectors().fields()).extracting(VectorFieldInfo::field).containsExactly(FIELD);
    }

    @Rule("VECTOR-017")
    @Test
    void aDimensionAboveTheBoundIsRefused() {
        int bound = backend().bounds().vectorDimension();
        vectors().define(new VectorField("longest", "model-1", bound, Metric.L2));

        InvalidInputException error = Refusal.of(
                InvalidInputException.class,
                () -> vectors().define(new VectorField("longer", "model-1", bound + 1, Metric.L2)));

        assertThat(error.getMessage()).contains(Integer.toString(bound));
    }

    @Rule("VECTOR-018")
    @Test
    void theLongestVectorIsStoredAndFound() {
        VectorField field =
                new VectorField("longest", "model-1", backend().bounds().vectorDimension(), Metric.L2);
        vectors().define(field);
        float[] vector = new float[field.dimension()];
        vector[vector.length - 1] = 0.5f;
        UUID id = entity(1);

        vectors().put(VectorDraft.of(id, field, vector));

        assertThat(read(id, field)).containsExactly(vector);
        assertThat(vectors().search(VectorQuery.of(field, vector, 1)).hits()).hasSize(1);
    }

    @Rule("VECTOR-019")
    @Test
    void floatsAreReadExactlyAsTheyWereWritten() {
        VectorField field = new VectorField("bits", "model-1", 6, Metric.L2);
        vectors().define(field);
        float[] vector = {Float.MIN_VALUE, -Float.MAX_VALUE, -0.0f, 0.1f, 1.0000001f, 1e-40f};
        UUID id = entity(1);

        vectors().put(VectorDraft.of(id, field, vector));

        assertThat(read(id, field)).containsExactly(vector);
        assertThat(Float.floatToRawIntBits(read(id, field).getFirst()[2])).isEqualTo(Float.floatToRawIntBits(-0.0f));
    }

    @Rule("VECTOR-020")
    @Test
    void aRecordMayHaveSeveralVectorsInSeveralFields() {
        vectors().define(FIELD);
        vectors().define(OTHER);
        UUID id = entity(1);
        float[] first = {1, 0, 0};
        float[] second = {0, 1, 0};

        vectors().put(new VectorDraft(id, FIELD.name(), FIELD.model(), List.of(first, second)));
        vectors().put(VectorDraft.of(id, OTHER, new float[] {5, 6}));

        VectorRecord stored = vectors().get(id, FIELD.name()).orElseThrow();
        assertThat(stored.vectors()).containsExactly(first, second);
        assertThat(stored.subject()).isEqualTo(id);
        assertThat(stored.namespace()).isEqualTo(scope().namespace());
        assertThat(stored.field()).isEqualTo(FIELD.name());
        assertThat(stored.model()).isEqualTo(FIELD.model());
        assertThat(read(id, OTHER)).containsExactly(new float[] {5, 6});
        assertThat(vectors().fields())
                .containsExactly(
                        new VectorFieldInfo(OTHER, scope().namespace(), 1, 1),
                        new VectorFieldInfo(FIELD, scope().namespace(), 1, 2));
    }

    @Rule("VECTOR-021")
    @Test
    void newVectorsTakeThePlaceOfTheOldOnes() {
        vectors().define(FIELD);
        UUID id = entity(1);
        vectors().put(new VectorDraft(id, FIELD.name(), FIELD.model(), List.of(new float[] {1, 0, 0}, new float[] {
            0, 1, 0
        })));
        long revision = vectors().get(id, FIELD.name()).orElseThrow().revision();

        vectors().put(VectorDraft.of(id, FIELD, new float[] {0, 0, 1}));

        VectorRecord now = vectors().get(id, FIELD.name()).orElseThrow();
        assertThat(now.vectors()).containsExactly(new float[] {0, 0, 1});
        assertThat(now.revision()).isGreaterThan(revision);
        assertThat(vectors()
                        .search(VectorQuery.of(FIELD, new float[] {1, 0, 0}, 5))
                        .hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.score()).isZero());
    }

    @Rule("VECTOR-022")
    @Test
    void notesHaveVectorsToo() {
        vectors().define(FIELD);
        NoteDraft note = NoteDraft.of("fact", "content");
        storage().notes().upsert(note);

        vectors().put(VectorDraft.of(note.id(), FIELD, new float[] {1, 2, 3}));

        assertThat(vectors().count(FIELD.name(), Filter.ALL)).isEqualTo(1);
    }

    static Stream<List<float[]>> unfit() {
        return Stream.of(
                List.of(),
                List.of(new float[] {1, 2}),
                List.of(new float[] {1, 2, 3, 4}),
                List.of(new float[] {}),
                List.of(new float[] {0, 0, 0}),
                List.of(new float[] {1, Float.NaN, 0}),
                List.of(new float[] {1, 2, 3}, new float[] {Float.POSITIVE_INFINITY, 0, 0}));
    }

    @Rule("VECTOR-023")
    @ParameterizedTest
    @MethodSource("unfit")
    void vectorsThatDoNotFitTheFieldAreRefused(List<float[]> unfit) {
        vectors().define(FIELD);
        UUID id = entity(1);

        Refusal.of(
                InvalidInputException.class,
                () -> vectors().put(new VectorDraft(id, FIELD.name(), FIELD.model(), unfit)));

        assertThat(vectors().get(id, FIELD.name())).isEmpty();
    }

    @Rule("VECTOR-024")
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "COSINE")
    void aZeroVectorFitsWhereItHasAScore(Metric metric) {
        VectorField field = new VectorField("zero", "model-1", 2, metric);
        vectors().define(field);
        UUID id = entity(1);
        vectors().put(VectorDraft.of(id, field, new float[2]));

        assertThat(vectors().search(VectorQuery.of(field, new float[2], 1)).hits())
                .singleElement()
                .satisfies(hit -> assertThat(hit.score()).isEqualTo(metric == Metric.L2 ? 1 : 0));
    }

    @Rule("VECTOR-025")
    @Test
    void vectorsOfAnotherModelAreRefused() {
        vectors().define(FIELD);
        UUID id = entity(1);

        InvalidInputException error = Refusal.of(
                InvalidInputException.class,
                () -> vectors().put(new VectorDraft(id, FIELD.name(), "model-9", List.of(new float[] {1, 2, 3}))));

        assertThat(error.getMessage()).contains("model-9").contains("model-1");
    }

    @Rule("VECTOR-026")
    @Test
    void aFieldMustBeDefinedAndTheRecordLive() {
        UUID id = entity(1);
        Refusal.of(NotFoundException.class, () -> vectors().put(VectorDraft.of(id, FIELD, new float[] {1, 2, 3})));

        vectors().define(FIELD);
        Refusal.of(
                NotFoundException.class,
                () -> vectors().put(VectorDraft.of(RecordIds.next(), FIELD, new float[] {1, 2, 3})));
    }

    @Rule("VECTOR-027")
    @Test
    void bestEffortBatchReportsTheVectorsThatDoNotFit() {
        vectors().define(FIELD);
        UUID good = entity(1);
        UUID short1 = entity(2);
        UUID nowhere = RecordIds.next();

        BatchResult result = vectors()
                .putAll(
                        List.of(
                                VectorDraft.of(short1, FIELD, new float[] {1}),
                                VectorDraft.of(good, FIELD, new float[] {1, 2, 3}),
                                VectorDraft.of(nowhere, FIELD, new float[] {1, 2, 3})),
                        BatchMode.BEST_EFFORT);

        assertThat(result.attempted()).isEqualTo(3);
        assertThat(result.written()).isEqualTo(1);
        assertThat(result.failures())
                .extracting(BatchResult.Failure::index, BatchResult.Failure::category, BatchResult.Failure::id)
                .containsExactly(
                        tuple(0, ErrorCategory.INVALID_INPUT, short1.toString()),
                        tuple(2, ErrorCategory.NOT_FOUND, nowhere.toString()));
        assertThat(vectors().get(good, FIELD.name())).isPresent();
    }

    @Rule("VECTOR-028")
    @Test
    void atomicBatchWritesAllOrNothing() {
        vectors().define(FIELD);
        UUID good = entity(1);

        Refusal.of(
                KhiveException.class,
                () -> vectors()
                        .putAll(
                                List.of(
                                        VectorDraft.of(good, FIELD, new float[] {1, 2, 3}),
                                        VectorDraft.of(good, FIELD, new float[] {1})),
                                BatchMode.ATOMIC));

        assertThat(vectors().get(good, FIELD.name())).isEmpty();
    }

    @Rule("VECTOR-029")
    @Test
    void aBatchLongerThanTheBoundIsRefused() {
        vectors().define(FIELD);
        int bound = backend().bounds().batch();
        VectorDraft draft = VectorDraft.of(entity(1), FIELD, new float[] {1, 2, 3});

        Refusal.of(
                InvalidInputException.class,
                () -> vectors().putAll(Collections.nCopies(bound + 1, draft), BatchMode.ATOMIC));
    }

    @Rule("VECTOR-030")
    @Test
    void deleteTakesTheVectorsOfOneFieldAlone() {
        vectors().define(FIELD);
        vectors().define(OTHER);
        UUID id = entityWithVector(1);
        vectors().put(VectorDraft.of(id, OTHER, new float[] {5, 6}));

        assertThat(vectors().delete(id, FIELD.name()).existed()).isEqualTo(1);
        assertThat(vectors().delete(id, FIELD.name()).existed()).isZero();

        assertThat(vectors().get(id, FIELD.name())).isEmpty();
        assertThat(vectors().get(id, OTHER.name())).isPresent();
        assertThat(storage().entities().get(id)).isPresent();
    }

    @Rule("VECTOR-031")
    @Test
    void deleteWhereTakesTheAcceptedRecordsInOneCommit() {
        vectors().define(FIELD);
        List<UUID> ids = IntStream.range(0, 6).mapToObj(this::entityWithVector).toList();

        assertThat(vectors()
                        .deleteWhere(FIELD.name(), Filter.property("n").atLeast(4))
                        .existed())
                .isEqualTo(2);

        assertThat(vectors().count(FIELD.name(), Filter.ALL)).isEqualTo(4);
        assertThat(vectors().get(ids.get(4), FIELD.name())).isEmpty();
        assertThat(storage().entities().get(ids.get(4))).isPresent();
    }

    @Rule("VECTOR-032")
    @Test
    void listWherePagesByIdAndCountAgrees() {
        vectors().define(FIELD);
        List<UUID> ids = IntStream.range(0, 9).mapToObj(this::entityWithVector).toList();
        Filter filter = Filter.property("n").lessThan(7);
        List<UUID> seen = new ArrayList<>();
        PageRequest request = PageRequest.first(3).withTotal();
        for (boolean more = true; more; ) {
            Page<VectorRecord> page = vectors().listWhere(FIELD.name(), filter, request);
            page.items().forEach(record -> seen.add(record.subject()));
            assertThat(page.total()).hasValue(7);
            more = page.hasMore();
            request = page.next().map(request::after).orElse(request);
        }

        assertThat(seen)
                .containsExactlyElementsOf(
                        ids.subList(0, 7).stream().sorted(ValueRules.BY_TEXT).toList());
        assertThat(vectors().count(FIELD.name(), filter)).isEqualTo(7);
    }

    @Rule("VECTOR-033")
    @Test
    void aPageCursorOfOneFieldIsRefusedForAnother() {
        vectors().define(FIELD);
        vectors().define(new VectorField("another", "model-1", 3, Metric.COSINE));
        IntStream.range(0, 3).forEach(this::entityWithVector);
        Page<VectorRecord> page = vectors().listWhere(FIELD.name(), Filter.ALL, PageRequest.first(1));

        Refusal.of(
                InvalidInputException.class,
                () -> vectors()
                        .listWhere(
                                "another",
                                Filter.ALL,
                                PageRequest.first(1).after(page.next().orElseThrow())));
    }
}
