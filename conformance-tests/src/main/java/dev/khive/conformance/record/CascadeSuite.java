package dev.khive.conformance.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.Storage;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.page.Order;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.NeighborQuery;
import dev.khive.api.store.NoteDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
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

/** What becomes of edges, vectors and texts when the node that they belong to goes or comes back. */
@Requires({Capability.GRAPH, Capability.NOTES, Capability.VECTORS, Capability.SPARSE, Capability.TEXT})
public abstract class CascadeSuite extends Suite {

    private static final VectorField FIELD = new VectorField("meaning", "model-1", 2, Metric.COSINE);
    private static final SparseVector SPARSE = new SparseVector(new int[] {1, 5}, new float[] {1, 2});
    private static final float[] VECTOR = {1, 0};

    private final EntityDraft node = EntityDraft.of("Thing", Map.of("name", "heron"));
    private final EntityDraft other = EntityDraft.of("Thing", Map.of("name", "stork"));
    private final EdgeDraft out = EdgeDraft.of(node.id(), "EATS", other.id());
    private final EdgeDraft in = EdgeDraft.of(other.id(), "EATS", node.id());

    /** A suite over the databases of a run. */
    protected CascadeSuite(Databases databases) {
        super(databases);
    }

    @BeforeEach
    void twoNodesWithAllThatANodeCanHave() {
        Storage storage = storage();
        storage.entities().upsert(node);
        storage.entities().upsert(other);
        storage.graph().upsert(out);
        storage.graph().upsert(in);
        storage.vectors().define(FIELD);
        storage.vectors().put(VectorDraft.of(node.id(), FIELD, VECTOR));
        storage.sparse().put(new SparseDraft(node.id(), "terms", "model-1", SPARSE));
        storage.text().put(new TextDocument(node.id(), "notes", "", "waterbird"));
    }

    private void assertEverythingIsThere() {
        assertThat(storage().graph().count(Filter.ALL)).isEqualTo(2);
        assertThat(neighborsOfOther()).isEqualTo(2);
        assertThat(storage().vectors().get(node.id(), FIELD.name())).isPresent();
        assertThat(storage().vectors().search(VectorQuery.of(FIELD, VECTOR, 5)).hits())
                .hasSize(1);
        assertThat(storage().sparse().get(node.id(), "terms")).contains(SPARSE);
        assertThat(sparseHits()).isEqualTo(1);
        assertThat(textHits("waterbird")).containsExactly(node.id());
        assertThat(textHits("heron")).containsExactly(node.id());
        assertThat(storage().text().get(node.id(), "notes")).isPresent();
        assertThat(storage().statistics().edges()).isEqualTo(2);
        assertThat(storage().statistics().vectors()).isEqualTo(1);
        assertThat(storage().statistics().sparseVectors()).isEqualTo(1);
        assertThat(storage().statistics().documents()).isEqualTo(3);
    }

    private void assertNothingOfItIsSeen() {
        assertThat(storage().graph().count(Filter.ALL)).isZero();
        assertThat(storage().graph().get(out.id())).isEmpty();
        assertThat(storage().graph().getAll(List.of(out.id(), in.id()))).isEmpty();
        assertThat(storage()
                        .graph()
                        .list(Filter.ALL, Order.BY_CREATION, PageRequest.FIRST)
                        .items())
                .isEmpty();
        assertThat(neighborsOfOther()).isZero();
        assertThat(storage().vectors().get(node.id(), FIELD.name())).isEmpty();
        assertThat(storage().vectors().count(FIELD.name(), Filter.ALL)).isZero();
        assertThat(storage().vectors().search(VectorQuery.of(FIELD, VECTOR, 5)).hits())
                .isEmpty();
        assertThat(storage().sparse().get(node.id(), "terms")).isEmpty();
        assertThat(storage().sparse().count("terms", Filter.ALL)).isZero();
        assertThat(sparseHits()).isZero();
        assertThat(textHits("waterbird")).isEmpty();
        assertThat(textHits("heron")).isEmpty();
        assertThat(storage().text().get(node.id(), "notes")).isEmpty();
        assertThat(storage().statistics().nodes()).isEqualTo(1);
        assertThat(storage().statistics().edges()).isZero();
        assertThat(storage().statistics().vectors()).isZero();
        assertThat(storage().statistics().sparseVectors()).isZero();
        assertThat(storage().statistics().documents()).isEqualTo(1);
        Refusal.of(
                NotFoundException.class,
                () -> storage().graph().neighbors(node.id(), NeighborQuery.of(EdgeDirection.BOTH), PageRequest.FIRST));
    }

    private int neighborsOfOther() {
        return storage()
                .graph()
                .neighbors(other.id(), NeighborQuery.of(EdgeDirection.BOTH), PageRequest.FIRST)
                .items()
                .size();
    }

    private int sparseHits() {
        return storage()
                .sparse()
                .search(new SparseQuery("terms", "model-1", SPARSE, 5, Filter.ALL))
                .hits()
                .size();
    }

    private Stream<UUID> textHits(String word) {
        return storage().text().search(TextQuery.of(word, 5)).hits().stream().map(SearchHit::subject);
    }

    @Rule("CASCADE-001")
    @Test
    void aLiveNodeShowsAllThatItHas() {
        assertEverythingIsThere();
    }

    @Rule("CASCADE-002")
    @Test
    void softDeleteHidesAllThatTheNodeHasAndRestoreBringsItBack() {
        storage().entities().delete(node.id(), DeleteMode.SOFT);
        assertNothingOfItIsSeen();

        storage().entities().restore(node.id());
        assertEverythingIsThere();
    }

    @Rule("CASCADE-003")
    @Test
    void upsertOfASoftlyDeletedNodeBringsItsEdgesBackToo() {
        storage().entities().delete(node.id(), DeleteMode.SOFT);

        storage().entities().upsert(node);

        assertThat(storage().graph().count(Filter.ALL)).isEqualTo(2);
    }

    @Rule("CASCADE-004")
    @Test
    void hardDeleteTakesAllThatTheNodeHasForGood() {
        storage().entities().delete(node.id(), DeleteMode.HARD);

        assertNothingOfItIsSeen();
        assertThat(storage().graph().getIncludingDeleted(out.id())).isEmpty();
        assertThat(storage().graph().getIncludingDeleted(in.id())).isEmpty();
    }

    @Rule("CASCADE-005")
    @Test
    void aNodeThatIsInsertedAgainAfterAHardDeleteHasNothingOfTheOldOne() {
        storage().entities().delete(node.id(), DeleteMode.HARD);

        storage().entities().insert(EntityDraft.of("Thing", Map.of()));
        storage().entities().insert(new EntityDraft(node.id(), List.of("Thing"), Map.of()));

        assertThat(storage().graph().count(Filter.ALL)).isZero();
        assertThat(storage().vectors().get(node.id(), FIELD.name())).isEmpty();
        assertThat(storage().sparse().get(node.id(), "terms")).isEmpty();
        assertThat(textHits("waterbird")).isEmpty();
    }

    @Rule("CASCADE-006")
    @Test
    void hardDeleteOfASoftlyDeletedNodeTakesItsEdges() {
        storage().entities().delete(node.id(), DeleteMode.SOFT);
        storage().entities().delete(node.id(), DeleteMode.HARD);

        assertThat(storage().graph().getIncludingDeleted(out.id())).isEmpty();
    }

    @Rule("CASCADE-007")
    @Test
    void anEdgeThatWasDeletedBeforeItsNodeStaysDeletedWhenTheNodeComesBack() {
        storage().graph().delete(out.id(), DeleteMode.SOFT);
        storage().entities().delete(node.id(), DeleteMode.SOFT);

        storage().entities().restore(node.id());

        assertThat(storage().graph().get(out.id())).isEmpty();
        assertThat(storage().graph().get(in.id())).isPresent();
    }

    @Rule("CASCADE-008")
    @Test
    void anEdgeComesBackOnlyWhenBothItsEndsAreLive() {
        storage().entities().deleteAll(List.of(node.id(), other.id()), DeleteMode.SOFT);

        storage().entities().restore(node.id());
        assertThat(storage().graph().count(Filter.ALL)).isZero();

        storage().entities().restore(other.id());
        assertThat(storage().graph().count(Filter.ALL)).isEqualTo(2);
    }

    @Rule("CASCADE-009")
    @Test
    void edgesOfAnExpiredNoteAreHidden() {
        NoteDraft note = NoteDraft.of("fact", "kingfisher");
        storage().notes().upsert(note);
        EdgeDraft about = EdgeDraft.of(note.id(), "ABOUT", other.id());
        storage().graph().upsert(about);

        storage().notes().upsert(new NoteDraft(note.id(), "fact", "kingfisher", null, Instant.EPOCH, Map.of()));

        assertThat(storage().graph().get(about.id())).isEmpty();
        assertThat(storage().graph().count(Filter.ALL)).isEqualTo(2);
        assertThat(textHits("kingfisher")).isEmpty();
        storage().notes().purgeExpired();
        assertThat(storage().graph().getIncludingDeleted(about.id())).isEmpty();
    }

    @Rule("CASCADE-010")
    @Test
    void deleteAllCascadesForEveryNode() {
        storage().entities().deleteAll(List.of(node.id(), other.id()), DeleteMode.HARD);

        assertThat(storage().statistics().nodes()).isZero();
        assertThat(storage().statistics().edges()).isZero();
        assertThat(storage().statistics().vectors()).isZero();
        assertThat(storage().statistics().documents()).isZero();
    }

    @Rule("CASCADE-011")
    @Test
    void thereAreNoOrphansToSweep() {
        storage().entities().delete(node.id(), DeleteMode.HARD);

        assertThat(storage().vectors().sweepOrphans().existed()).isZero();
        assertThat(storage().sparse().sweepOrphans().existed()).isZero();
    }

    @Rule("CASCADE-012")
    @Test
    void orphanSweepKeepsWhatASoftlyDeletedNodeHas() {
        storage().entities().delete(node.id(), DeleteMode.SOFT);
        storage().vectors().sweepOrphans();
        storage().sparse().sweepOrphans();

        storage().entities().restore(node.id());

        assertEverythingIsThere();
    }

    @Rule("CASCADE-013")
    @Test
    void nothingCanBeWrittenForANodeThatIsNotLive() {
        storage().entities().delete(node.id(), DeleteMode.SOFT);

        for (UUID id : List.of(node.id(), RecordIds.next())) {
            Refusal.of(NotFoundException.class, () -> storage().vectors().put(VectorDraft.of(id, FIELD, VECTOR)));
            Refusal.of(
                    NotFoundException.class,
                    () -> storage().sparse().put(new SparseDraft(id, "terms", "model-1", SPARSE)));
            Refusal.of(
                    NotFoundException.class,
                    () -> storage().text().put(new TextDocument(id, "notes", "", "waterbird")));
        }
    }
}
