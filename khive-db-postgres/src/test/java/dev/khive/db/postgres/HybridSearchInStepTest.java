package dev.khive.db.postgres;

import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EdgeDirection;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.Metric;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TraversalRequest;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hybrid search over the four kinds of arms, fused in both ways. */
class HybridSearchInStepTest extends StoreInStep {
    private static final VectorField FIELD = new VectorField("field", "model", 2, Metric.COSINE);
    private static final List<String> WORDS = List.of("heron", "otter", "river", "reed");

    private void fill() {
        List<EntityDraft> nodes = new ArrayList<>();
        List<VectorDraft> vectors = new ArrayList<>();
        List<SparseDraft> sparse = new ArrayList<>();
        List<EdgeDraft> edges = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            nodes.add(new EntityDraft(
                    id("node-" + i),
                    List.of(i % 2 == 0 ? "Even" : "Odd"),
                    Map.of("name", WORDS.get(i % 4) + " " + WORDS.get(i / 4 % 4) + " " + i, "n", i)));
            vectors.add(VectorDraft.of(id("node-" + i), FIELD, new float[] {1 + i, 25 - i}));
            sparse.add(new SparseDraft(
                    id("node-" + i), "terms", "model", new SparseVector(new int[] {i % 5, 9}, new float[] {1, 1 + i})));
            edges.add(new EdgeDraft(
                    id("edge-" + i), id("node-" + i), "NEXT", id("node-" + (i + 1) % 24), 1, null, null, Map.of()));
        }
        same("nodes", stores -> stores.entities().upsertAll(nodes, BatchMode.ATOMIC));
        same("edges", stores -> stores.graph().upsertAll(edges, BatchMode.ATOMIC));
        same("field", stores -> stores.vectors().define(FIELD));
        same("vectors", stores -> stores.vectors().putAll(vectors, BatchMode.ATOMIC));
        same("sparse", stores -> stores.sparse().putAll(sparse, BatchMode.ATOMIC));
    }

    @Test
    void everyFusionOfEveryArmRanksTheSameRecords() {
        fill();
        HybridQuery.Arm text = HybridQuery.TextArm.of("heron river");
        HybridQuery.Arm vector = HybridQuery.VectorArm.of(FIELD, new float[] {3, 1});
        HybridQuery.Arm sparse = new HybridQuery.SparseArm(
                "sparse", 0.5, "terms", "model", new SparseVector(new int[] {2, 9}, new float[] {1, 0.1f}));
        HybridQuery.Arm graph =
                new HybridQuery.GraphArm("graph", 2, TraversalRequest.from(id("node-3"), EdgeDirection.BOTH, 3));
        for (HybridQuery.Fusion fusion : HybridQuery.Fusion.values()) {
            for (List<HybridQuery.Arm> arms : List.of(
                    List.of(text),
                    List.of(text, vector),
                    List.of(vector, sparse, graph),
                    List.of(text, vector, sparse, graph))) {
                for (Filter filter : List.of(
                        Filter.ALL,
                        Filter.property("n").lessThan(9),
                        Filter.field(RecordField.LABEL).equalTo("Odd"))) {
                    HybridQuery query = new HybridQuery(arms, fusion, 6, 30, filter);
                    same("search " + query, stores -> stores.hybrid().search(query));
                }
            }
        }
    }
}
