package dev.khive.conformance.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.HybridQuery.Arm;
import dev.khive.api.store.HybridQuery.Fusion;
import dev.khive.api.store.HybridResult;
import dev.khive.api.store.Metric;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.Traversal;
import dev.khive.api.store.TraversalRequest;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.oracle.ValueRules;
import dev.khive.conformance.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Fusion: every score recomputed from the answers of the single searches. */
@Requires({Capability.HYBRID_SEARCH, Capability.SPARSE, Capability.GRAPH})
public abstract class HybridSuite extends Suite {

    private static final int RECORDS = 40;
    private static final double CLOSE = 1e-9;
    private static final VectorField FIELD = new VectorField("meaning", "model-1", 3, Metric.COSINE);
    private static final float[] VECTOR = {1, 0.5f, 0};
    private static final SparseVector SPARSE = new SparseVector(new int[] {1, 2}, new float[] {1, 1});
    private static final String TEXT = "grey heron water";

    private final Scope scopeOfRecords = newScope();
    private final List<UUID> ids = new ArrayList<>();

    /** A suite over the databases of a run. */
    protected HybridSuite(Databases databases) {
        super(databases);
    }

    @BeforeAll
    final void storeRecords() {
        Random random = new Random(3);
        List<String> words = List.of("grey", "heron", "water", "stork", "roof");
        sample().vectors().define(FIELD);
        for (int i = 0; i < RECORDS; i++) {
            UUID id = RecordIds.ofName("hybrid " + i);
            ids.add(id);
            sample().entities().upsert(new EntityDraft(id, List.of("Thing"), Map.of("n", i)));
            if (i % 2 == 0) {
                sample().vectors()
                        .put(VectorDraft.of(
                                id, FIELD, new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat()}));
            }
            if (i % 3 != 0) {
                String body = words.get(random.nextInt(5)) + " " + words.get(random.nextInt(5)) + " filler".repeat(i);
                sample().text().put(new TextDocument(id, "words", "", body));
            }
            if (i % 5 < 2) {
                SparseVector vector = new SparseVector(new int[] {random.nextInt(4)}, new float[] {1 + i});
                sample().sparse().put(new SparseDraft(id, "terms", "model-1", vector));
            }
            if (i > 0) {
                sample().graph().upsert(EdgeDraft.of(ids.get((i - 1) / 3), "HAS", id));
            }
        }
    }

    private Storage sample() {
        return backend().in(scopeOfRecords);
    }

    private TraversalRequest walk() {
        return TraversalRequest.from(ids.getFirst(), EdgeDirection.OUT, 2);
    }

    private Arm text(double weight) {
        return new HybridQuery.TextArm("text", weight, TEXT, TextQuery.Mode.ANY_WORD);
    }

    private Arm vector(double weight) {
        return new HybridQuery.VectorArm("vector", weight, FIELD.name(), FIELD.model(), VECTOR);
    }

    private Arm sparse(double weight) {
        return new HybridQuery.SparseArm("sparse", weight, "terms", "model-1", SPARSE);
    }

    private Arm graph(double weight) {
        return new HybridQuery.GraphArm("graph", weight, walk());
    }

    private static SearchHit hit(Traversal.Visit visit, String namespace) {
        return new SearchHit(visit.node(), namespace, 1.0 / (1 + visit.depth()));
    }

    /** What an arm's own search answers, cut at the depth. */
    private List<SearchHit> answer(Arm arm, int depth, Filter filter) {
        return switch (arm) {
            case HybridQuery.TextArm text ->
                sample().text()
                        .search(new TextQuery(text.text(), text.mode(), depth, Set.of(), filter))
                        .hits();
            case HybridQuery.VectorArm vector ->
                sample().vectors()
                        .search(VectorQuery.of(FIELD, vector.vector(), depth).where(filter))
                        .hits();
            case HybridQuery.SparseArm sparse ->
                sample().sparse()
                        .search(new SparseQuery(sparse.field(), sparse.model(), sparse.vector(), depth, filter))
                        .hits();
            case HybridQuery.GraphArm graph -> {
                Set<UUID> accepted = new HashSet<>(ids);
                accepted.removeIf(id -> sample().entities().count(Filter.and(isId(id), filter)) == 0);
                yield sample().graph().traverse(graph.traversal()).visits().stream()
                        .filter(visit -> accepted.contains(visit.node()))
                        .limit(depth)
                        .map(visit -> hit(visit, scopeOfRecords.namespace()))
                        .toList();
            }
        };
    }

    private static Filter isId(UUID id) {
        return Filter.field(RecordField.ID).equalTo(id);
    }

    /** Each record's parts, recomputed from the arms' own answers. */
    private Map<UUID, Map<String, HybridResult.Part>> expectedParts(HybridQuery query) {
        Map<UUID, Map<String, HybridResult.Part>> parts = new LinkedHashMap<>();
        double weights = query.arms().stream().mapToDouble(Arm::weight).sum();
        for (Arm arm : query.arms()) {
            List<SearchHit> hits = answer(arm, query.depth(), query.filter());
            for (int i = 0; i < hits.size(); i++) {
                double contribution = query.fusion() == Fusion.RECIPROCAL_RANK
                        ? arm.weight() / (60 + i + 1)
                        : arm.weight() * normalized(hits, i) / weights;
                parts.computeIfAbsent(hits.get(i).subject(), id -> new HashMap<>())
                        .put(
                                arm.name(),
                                new HybridResult.Part(i + 1, hits.get(i).score(), contribution));
            }
        }
        return parts;
    }

    private static double normalized(List<SearchHit> hits, int index) {
        double least = hits.getLast().score();
        double greatest = hits.getFirst().score();
        return greatest == least ? 1 : (hits.get(index).score() - least) / (greatest - least);
    }

    private static double sum(Collection<HybridResult.Part> parts) {
        return parts.stream().mapToDouble(HybridResult.Part::contribution).sum();
    }

    private void assertFused(HybridQuery query) {
        HybridResult result = sample().hybrid().search(query);
        Map<UUID, Map<String, HybridResult.Part>> expected = expectedParts(query);

        assertThat(result.hits()).hasSize(Math.min(query.k(), expected.size()));
        for (HybridResult.Hit hit : result.hits()) {
            Map<String, HybridResult.Part> parts = Objects.requireNonNull(expected.get(hit.subject()));
            assertThat(hit.parts().keySet()).isEqualTo(parts.keySet());
            hit.parts().forEach((arm, part) -> assertSamePart(part, Objects.requireNonNull(parts.get(arm))));
            assertThat(hit.score()).isCloseTo(sum(parts.values()), Offset.offset(CLOSE));
            assertThat(hit.namespace()).isEqualTo(scopeOfRecords.namespace());
        }
        assertBestFirst(result.hits());
        double last = result.hits().isEmpty() ? 0 : result.hits().getLast().score();
        Set<UUID> found = new HashSet<>(
                result.hits().stream().map(HybridResult.Hit::subject).toList());
        expected.forEach((id, parts) -> {
            if (!found.contains(id)) {
                assertThat(sum(parts.values())).isLessThanOrEqualTo(last + CLOSE);
            }
        });
        assertThat(result.arms())
                .containsOnlyKeys(query.arms().stream().map(Arm::name).toList());
        query.arms()
                .forEach(arm -> assertThat(Objects.requireNonNull(result.arms().get(arm.name()))
                                .hits())
                        .isEqualTo(answer(arm, query.depth(), query.filter()).size()));
    }

    private static void assertSamePart(HybridResult.Part actual, HybridResult.Part expected) {
        assertThat(actual.rank()).isEqualTo(expected.rank());
        assertThat(actual.score()).isCloseTo(expected.score(), Offset.offset(CLOSE));
        assertThat(actual.contribution()).isCloseTo(expected.contribution(), Offset.offset(CLOSE));
    }

    private static void assertBestFirst(List<HybridResult.Hit> hits) {
        for (int i = 1; i < hits.size(); i++) {
            HybridResult.Hit before = hits.get(i - 1);
            HybridResult.Hit after = hits.get(i);
            assertThat(before.score()).isGreaterThanOrEqualTo(after.score());
            if (before.score() == after.score()) {
                assertThat(ValueRules.BY_TEXT.compare(before.subject(), after.subject()))
                        .isNegative();
            }
        }
    }

    Stream<Arguments> queries() {
        List<List<Arm>> arms = List.of(
                List.of(text(1)),
                List.of(text(1), vector(1)),
                List.of(text(2), vector(0.5)),
                List.of(text(0), vector(1)),
                List.of(text(1), vector(1), sparse(1)),
                List.of(vector(1), graph(3)),
                List.of(text(1), vector(2), sparse(3), graph(4)));
        return arms.stream()
                .flatMap(some -> Stream.of(Fusion.values())
                        .flatMap(fusion -> Stream.of(
                                        Filter.ALL, Filter.property("n").lessThan(25))
                                .map(filter -> Arguments.of(some, fusion, filter))));
    }

    @Rule("HYBRID-001")
    @ParameterizedTest
    @MethodSource("queries")
    void everyScoreIsTheSumOfItsPartsByTheFormula(List<Arm> arms, Fusion fusion, Filter filter) {
        assertFused(new HybridQuery(arms, fusion, 10, 30, filter));
        assertFused(new HybridQuery(arms, fusion, 100, 100, filter));
        assertFused(new HybridQuery(arms, fusion, 3, 3, filter));
    }

    @Rule("HYBRID-002")
    @Test
    void weightsChangeTheOrder() {
        HybridQuery textFirst =
                new HybridQuery(List.of(text(100), vector(0.01)), Fusion.RECIPROCAL_RANK, 5, 30, Filter.ALL);

        assertThat(sample().hybrid().search(textFirst).hits().getFirst().subject())
                .isEqualTo(answer(text(1), 1, Filter.ALL).getFirst().subject());
    }

    @Rule("HYBRID-003")
    @ParameterizedTest
    @EnumSource
    void armsThatFindNothingFuseToNothing(Fusion fusion) {
        Arm nothing = new HybridQuery.TextArm("text", 1, "nobody", TextQuery.Mode.ALL_WORDS);

        HybridResult result = sample().hybrid().search(new HybridQuery(List.of(nothing), fusion, 5, 5, Filter.ALL));

        assertThat(result.hits()).isEmpty();
        assertThat(result.arms()).containsOnlyKeys("text");
    }

    @Rule("HYBRID-004")
    @Test
    void whatAnArmThrowsIsThrown() {
        Arm nowhere = new HybridQuery.VectorArm("vector", 1, "nowhere", "model-1", VECTOR);
        Arm otherModel = new HybridQuery.VectorArm("vector", 1, FIELD.name(), "model-2", VECTOR);
        Arm lost = new HybridQuery.GraphArm("graph", 1, TraversalRequest.from(RecordIds.next(), EdgeDirection.OUT, 2));

        Refusal.of(NotFoundException.class, () -> search(text(1), nowhere));
        Refusal.of(InvalidInputException.class, () -> search(text(1), otherModel));
        Refusal.of(NotFoundException.class, () -> search(text(1), lost));
    }

    private HybridResult search(Arm... arms) {
        return sample().hybrid().search(HybridQuery.of(5, arms));
    }

    static Stream<Double> badWeights() {
        return Stream.of(-1.0, Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Rule("HYBRID-005")
    @ParameterizedTest
    @MethodSource("badWeights")
    void aWeightIsFiniteAndAtLeastZero(double weight) {
        Refusal.of(InvalidInputException.class, () -> search(text(weight), vector(1)));
    }

    @Rule("HYBRID-006")
    @Test
    void kAndDepthHaveBounds() {
        int bound = backend().bounds().results();
        for (int k : List.of(0, -1, bound + 1)) {
            Refusal.of(
                    InvalidInputException.class,
                    () -> sample().hybrid()
                            .search(new HybridQuery(
                                    List.of(text(1)), Fusion.RECIPROCAL_RANK, k, bound + 1, Filter.ALL)));
        }
    }
}
