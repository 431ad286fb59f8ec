package dev.khive.conformance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.error.ConflictException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.BatchResult;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.Edge;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.GraphStore;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What edges have of their own: ends, weight, valid time, parallel edges and the natural key. */
@Requires(Capability.GRAPH)
public abstract class EdgeSuite extends Suite {

    private static final UUID A = RecordKind.SOURCE;
    private static final UUID B = RecordKind.TARGET;
    private static final Instant START = Instant.parse("2020-01-01T00:00:00.000001Z");
    private static final Instant END = Instant.parse("2021-01-01T00:00:00.999999Z");

    /** A suite over the databases of a run. */
    protected EdgeSuite(Databases databases) {
        super(databases);
    }

    @BeforeEach
    void twoNodes() {
        RecordKind.EDGE.prepare(storage());
    }

    private GraphStore graph() {
        return storage().graph();
    }

    private Edge stored(EdgeDraft draft) {
        graph().upsert(draft);
        return graph().get(draft.id()).orElseThrow();
    }

    @Rule("EDGE-001")
    @Test
    void edgeKeepsItsFields() {
        EdgeDraft draft = new EdgeDraft(RecordIds.next(), A, "KNOWS", B, 0.25, START, END, Map.of("since", 2020L));

        assertThat(stored(draft).toDraft()).isEqualTo(draft);
    }

    @Rule("EDGE-002")
    @Test
    void weightIsOneUnlessItWasGiven() {
        assertThat(stored(EdgeDraft.of(A, "KNOWS", B)).weight()).isEqualTo(1);
    }

    @Rule("EDGE-003")
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, -1.5, 1e-300, Double.MAX_VALUE})
    void anyFiniteWeightIsKept(double weight) {
        EdgeDraft draft = new EdgeDraft(RecordIds.next(), A, "KNOWS", B, weight, null, null, Map.of());

        assertThat(stored(draft).weight()).isEqualTo(weight);
    }

    @Rule("EDGE-004")
    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aWeightThatIsNotFiniteIsRefused(double weight) {
        Refusal.of(
                InvalidInputException.class,
                () -> new EdgeDraft(RecordIds.next(), A, "KNOWS", B, weight, null, null, Map.of()));
    }

    @Rule("EDGE-005")
    @Test
    void validTimeMayBeOpenAtEitherEnd() {
        Edge from = stored(new EdgeDraft(RecordIds.next(), A, "KNOWS", B, 1, START, null, Map.of()));
        Edge to = stored(new EdgeDraft(RecordIds.next(), A, "KNOWS", B, 1, null, END, Map.of()));

        assertThat(from.validFrom()).isEqualTo(START);
        assertThat(from.validTo()).isNull();
        assertThat(to.validFrom()).isNull();
        assertThat(to.validTo()).isEqualTo(END);
    }

    @Rule("EDGE-006")
    @Test
    void parallelEdgesAreAllowed() {
        Edge first = stored(EdgeDraft.of(A, "KNOWS", B));
        Edge second = stored(EdgeDraft.of(A, "KNOWS", B));

        assertThat(graph().count(Filter.ALL)).isEqualTo(2);
        assertThat(graph().getAll(List.of(first.id(), second.id()))).hasSize(2);
    }

    @Rule("EDGE-007")
    @Test
    void anEdgeMayJoinANodeToItself() {
        Edge loop = stored(EdgeDraft.of(A, "KNOWS", A));

        assertThat(loop.source()).isEqualTo(loop.target());
    }

    @Rule("EDGE-008")
    @Test
    void danglingEdgesAreRefusedAtEitherEnd() {
        UUID nowhere = RecordIds.next();

        for (EdgeDraft draft : List.of(EdgeDraft.of(nowhere, "KNOWS", B), EdgeDraft.of(A, "KNOWS", nowhere))) {
            NotFoundException error = Refusal.of(NotFoundException.class, () -> graph().upsert(draft));
            assertThat(error.getMessage()).contains(nowhere.toString());
            Refusal.of(NotFoundException.class, () -> graph().insert(draft));
            Refusal.of(NotFoundException.class, () -> graph().insertIfAbsent(draft));
            Refusal.of(NotFoundException.class, () -> graph().upsertByNaturalKey(draft));
            assertThat(graph().getIncludingDeleted(draft.id())).isEmpty();
        }
    }

    @Rule("EDGE-009")
    @Test
    void anEdgeToASoftlyDeletedNodeIsRefused() {
        storage().entities().delete(B, DeleteMode.SOFT);

        Refusal.of(NotFoundException.class, () -> graph().upsert(EdgeDraft.of(A, "KNOWS", B)));
    }

    @Rule("EDGE-010")
    @Test
    void aDanglingEdgeFailsAloneInABestEffortBatch() {
        EdgeDraft good = EdgeDraft.of(A, "KNOWS", B);
        EdgeDraft bad = EdgeDraft.of(A, "KNOWS", RecordIds.next());

        BatchResult result = graph().upsertAll(List.of(bad, good), BatchMode.BEST_EFFORT);

        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.index()).isZero();
            assertThat(failure.id()).isEqualTo(bad.id().toString());
            assertThat(failure.category()).isEqualTo(dev.khive.api.error.ErrorCategory.NOT_FOUND);
        });
        assertThat(graph().get(good.id())).isPresent();
    }

    @Rule("EDGE-011")
    @Test
    void theEndsOfAnEdgeNeverChange() {
        Edge edge = stored(EdgeDraft.of(A, "KNOWS", B));
        EdgeDraft turned = new EdgeDraft(edge.id(), B, "KNOWS", A, 1, null, null, Map.of());

        Refusal.of(ConflictException.class, () -> graph().upsert(turned));
        Refusal.of(ConflictException.class, () -> graph().replace(turned, edge.revision()));

        assertThat(graph().get(edge.id())).contains(edge);
    }

    @Rule("EDGE-012")
    @Test
    void upsertByNaturalKeyInsertsTheFirstAndUpdatesItLater() {
        EdgeDraft first = EdgeDraft.of(A, "KNOWS", B).withProperties(Map.of("n", 1));
        EdgeDraft second = new EdgeDraft(RecordIds.next(), A, "KNOWS", B, 0.5, null, null, Map.of("n", 2));

        Edge inserted = graph().upsertByNaturalKey(first);
        Edge updated = graph().upsertByNaturalKey(second);

        assertThat(inserted.id()).isEqualTo(first.id());
        assertThat(updated.id()).isEqualTo(first.id());
        assertThat(updated.weight()).isEqualTo(0.5);
        assertThat(updated.properties()).isEqualTo(Map.of("n", 2L));
        assertThat(updated.createdAt()).isEqualTo(inserted.createdAt());
        assertThat(updated.revision()).isGreaterThan(inserted.revision());
        assertThat(graph().get(first.id())).contains(updated);
        assertThat(graph().count(Filter.ALL)).isEqualTo(1);
    }

    @Rule("EDGE-013")
    @Test
    void theNaturalKeyIsSourceRelationAndTarget() {
        graph().upsertByNaturalKey(EdgeDraft.of(A, "KNOWS", B));
        graph().upsertByNaturalKey(EdgeDraft.of(B, "KNOWS", A));
        graph().upsertByNaturalKey(EdgeDraft.of(A, "LIKES", B));
        graph().upsertByNaturalKey(EdgeDraft.of(A, "KNOWS", A));

        assertThat(graph().count(Filter.ALL)).isEqualTo(4);
    }

    @Rule("EDGE-014")
    @Test
    void upsertByNaturalKeyAmongParallelEdgesIsAConflict() {
        stored(EdgeDraft.of(A, "KNOWS", B));
        stored(EdgeDraft.of(A, "KNOWS", B));

        Refusal.of(ConflictException.class, () -> graph().upsertByNaturalKey(EdgeDraft.of(A, "KNOWS", B)));
    }

    @Rule("EDGE-015")
    @Test
    void upsertByNaturalKeyLooksAtLiveEdgesAlone() {
        Edge old = stored(EdgeDraft.of(A, "KNOWS", B));
        graph().delete(old.id(), DeleteMode.SOFT);
        EdgeDraft fresh = EdgeDraft.of(A, "KNOWS", B);

        assertThat(graph().upsertByNaturalKey(fresh).id()).isEqualTo(fresh.id());
    }

    @Rule("EDGE-016")
    @Test
    void deleteIncidentTakesBothDirectionsAndCountsALoopOnce() {
        stored(EdgeDraft.of(A, "KNOWS", B));
        stored(EdgeDraft.of(B, "LIKES", A));
        stored(EdgeDraft.of(A, "KNOWS", A));
        Edge other = stored(EdgeDraft.of(B, "KNOWS", B));

        assertThat(graph().deleteIncident(A, DeleteMode.HARD).existed()).isEqualTo(3);

        assertThat(graph().count(Filter.ALL)).isEqualTo(1);
        assertThat(graph().get(other.id())).isPresent();
        assertThat(storage().entities().get(A)).isPresent();
    }

    @Rule("EDGE-017")
    @Test
    void softDeleteIncidentCanBeRestoredEdgeByEdge() {
        Edge edge = stored(EdgeDraft.of(A, "KNOWS", B));

        assertThat(graph().deleteIncident(A, DeleteMode.SOFT).existed()).isEqualTo(1);
        assertThat(graph().get(edge.id())).isEmpty();
        graph().restore(edge.id());

        assertThat(graph().get(edge.id())).isPresent();
    }

    @Rule("EDGE-018")
    @Test
    void anEdgeIsNotRestoredToADeletedEnd() {
        Edge edge = stored(EdgeDraft.of(A, "KNOWS", B));
        graph().delete(edge.id(), DeleteMode.SOFT);
        storage().entities().delete(B, DeleteMode.SOFT);

        Refusal.of(NotFoundException.class, () -> graph().restore(edge.id()));
    }

    @Rule("EDGE-019")
    @Test
    void edgesOfSeveralRelationsSortByTheirName() {
        for (String relation : List.of("KNOWS", "ADMIRES", "SEES", "HATES")) {
            stored(EdgeDraft.of(A, relation, B));
        }

        assertThat(relations(Order.ascending(RecordField.KIND))).containsExactly("ADMIRES", "HATES", "KNOWS", "SEES");
        assertThat(relations(Order.descending(RecordField.KIND))).containsExactly("SEES", "KNOWS", "HATES", "ADMIRES");
    }

    /** The relations of all edges, read in pages of two. */
    private List<String> relations(Order order) {
        Page<Edge> first = graph().list(Filter.ALL, order, PageRequest.first(2));
        Page<Edge> second = graph().list(
                        Filter.ALL,
                        order,
                        PageRequest.first(2).after(first.next().orElseThrow()));
        return Stream.concat(first.items().stream(), second.items().stream())
                .map(Edge::relation)
                .toList();
    }
}
