package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.HybridResult;
import dev.khive.api.store.Metric;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TraversalRequest;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HybridSearchTest {
    private static final VectorField FIELD = new VectorField("v", "m", 2, Metric.COSINE);
    private static final SparseVector TERMS = new SparseVector(new int[] {7}, new float[] {2});

    private final TestStores stores = TestStores.inMemory();
    private final TestStores.Handle handle = stores.in();
    private final UUID apple = new UUID(1, 1);
    private final UUID pear = new UUID(1, 2);
    private final UUID stone = new UUID(1, 3);

    @BeforeEach
    void store() {
        handle.vectors().define(FIELD);
        node(apple, "red apple", 1, 0);
        node(pear, "green pear", 1, 1);
        node(stone, "red stone", 0, 1);
        handle.sparse().put(new SparseDraft(stone, "s", "m", TERMS));
        handle.graph().upsert(EdgeDraft.of(apple, "LIKES", pear));
        handle.graph().upsert(EdgeDraft.of(pear, "LIKES", stone));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private void node(UUID id, String name, float x, float y) {
        handle.entities().upsert(new EntityDraft(id, List.of("N"), Map.of("name", name)));
        handle.vectors().put(VectorDraft.of(id, FIELD, new float[] {x, y}));
    }

    @Test
    void armsAreFusedByRankAndSayWhatEachFound() {
        HybridResult result = handle.hybrid()
                .search(HybridQuery.of(
                        3,
                        HybridQuery.TextArm.of("red"),
                        HybridQuery.VectorArm.of(FIELD, new float[] {1, 0}),
                        new HybridQuery.SparseArm("sparse", 1, "s", "m", TERMS),
                        new HybridQuery.GraphArm("graph", 1, TraversalRequest.from(apple, EdgeDirection.OUT, 2))));
        assertThat(result.arms())
                .containsEntry("text", new HybridResult.ArmSummary(2, SearchResult.Method.EXACT))
                .containsEntry("vector", new HybridResult.ArmSummary(3, SearchResult.Method.EXACT))
                .containsEntry("sparse", new HybridResult.ArmSummary(1, SearchResult.Method.EXACT))
                .containsEntry("graph", new HybridResult.ArmSummary(2, SearchResult.Method.EXACT));
        HybridResult.Hit best = result.hits().getFirst();
        assertThat(best.subject()).isEqualTo(stone);
        assertThat(best.parts().keySet()).containsExactlyInAnyOrder("text", "vector", "sparse", "graph");
        assertThat(part(best, "graph").score()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(part(best, "vector").rank()).isEqualTo(3);
        assertThat(best.score())
                .isCloseTo(
                        best.parts().values().stream()
                                .mapToDouble(HybridResult.Part::contribution)
                                .sum(),
                        within(1e-12));
        assertThat(part(best, "sparse").contribution()).isCloseTo(1 / 61.0, within(1e-12));
    }

    private static HybridResult.Part part(HybridResult.Hit hit, String arm) {
        return Objects.requireNonNull(hit.parts().get(arm));
    }

    @Test
    void theFilterHoldsInEveryArm() {
        Filter notStone = Filter.not(Filter.property("name").equalTo("red stone"));
        HybridResult result = handle.hybrid()
                .search(new HybridQuery(
                        List.of(
                                HybridQuery.TextArm.of("red"),
                                HybridQuery.VectorArm.of(FIELD, new float[] {0, 1}),
                                new HybridQuery.GraphArm(
                                        "graph", 1, TraversalRequest.from(apple, EdgeDirection.OUT, 2))),
                        HybridQuery.Fusion.WEIGHTED_SCORES,
                        3,
                        3,
                        notStone));
        assertThat(result.hits().stream().map(HybridResult.Hit::subject)).containsExactlyInAnyOrder(apple, pear);
    }

    @Test
    void anArmThatFailsFailsTheSearch() {
        VectorField unknown = new VectorField("unknown", "m", 2, Metric.COSINE);
        assertThatThrownBy(() -> handle.hybrid()
                        .search(HybridQuery.of(
                                3, HybridQuery.TextArm.of("red"), HybridQuery.VectorArm.of(unknown, new float[] {1, 0
                                }))))
                .isInstanceOf(NotFoundException.class);
    }
}
