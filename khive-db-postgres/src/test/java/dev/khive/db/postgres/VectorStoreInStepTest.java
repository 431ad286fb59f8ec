package dev.khive.db.postgres;

import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Vectors, call by call: scores are compared to the last bit. */
class VectorStoreInStepTest extends StoreInStep {
    private static final int RECORDS = 60;
    private static final int DIMENSION = 9;

    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static VectorField field(Metric metric) {
        return new VectorField("field", "model", DIMENSION, metric);
    }

    private void fill(VectorField field) {
        Random random = new Random(5);
        List<EntityDraft> nodes = new ArrayList<>();
        List<VectorDraft> drafts = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            nodes.add(new EntityDraft(id("node-" + i), List.of(i % 2 == 0 ? "Even" : "Odd"), properties(i)));
            List<float[]> several = new ArrayList<>();
            for (int j = 0; j <= i % 3; j++) {
                several.add(vector(random));
            }
            drafts.add(new VectorDraft(id("node-" + i), field.name(), field.model(), several));
        }
        same("nodes", stores -> stores.entities().upsertAll(nodes, BatchMode.ATOMIC));
        same("define", stores -> stores.vectors().define(field));
        same("put all", stores -> stores.vectors().putAll(drafts, BatchMode.ATOMIC));
    }

    /** Hits with their scores as they are, not rounded. */
    private static Object exactly(SearchResult result) {
        return result.hits().stream()
                .map(hit -> hit.subject() + " " + Double.toHexString(hit.score()))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void searchesFindTheSameRecordsWithTheSameScores(Metric metric) {
        VectorField field = field(metric);
        fill(field);
        Random random = new Random(6);
        List<Filter> filters = new ArrayList<>(propertyFilters());
        filters.addAll(textFilters(RecordField.LABEL, "Even", "Odd"));
        for (Filter filter : filters) {
            VectorQuery query = VectorQuery.of(field, vector(random), 7).where(filter);
            same("search " + filter, stores -> exactly(stores.vectors().search(query)));
            same(
                    "candidates " + filter,
                    stores -> stores.vectors().search(query).candidates());
            same("count " + filter, stores -> stores.vectors().count(field.name(), filter));
            same("list " + filter, stores -> pages(page -> stores.vectors().listWhere(field.name(), filter, page)));
        }
        VectorQuery cut = new VectorQuery(field.name(), field.model(), vector(random), 50, Filter.ALL, 0.3);
        same("with a least score", stores -> exactly(stores.vectors().search(cut)));
        VectorQuery one = VectorQuery.of(field, vector(random), 3);
        same(
                "several at once",
                stores -> stores.vectors().searchAll(List.of(one, cut)).stream()
                        .map(VectorStoreInStepTest::exactly)
                        .toList());
    }

    @Test
    void vectorsAreWrittenDeletedAndSwept() {
        VectorField field = field(Metric.COSINE);
        fill(field);
        same("get", stores -> stores.vectors().get(id("node-5"), field.name()));
        same("put again", stores -> stores.vectors().put(VectorDraft.of(id("node-5"), field, vector(new Random(1)))));
        same("got", stores -> stores.vectors().get(id("node-5"), field.name()));
        same("delete", stores -> stores.vectors().delete(id("node-6"), field.name()));
        same("delete nothing", stores -> stores.vectors().delete(id("node-6"), field.name()));
        same(
                "delete where",
                stores -> stores.vectors()
                        .deleteWhere(field.name(), Filter.property("s").exists()));
        same("delete a node", stores -> stores.entities().delete(id("node-5"), DeleteMode.SOFT));
        same("sweep", stores -> stores.vectors().sweepOrphans());
        same("erase a node", stores -> stores.entities().delete(id("node-15"), DeleteMode.HARD));
        same("fields", stores -> stores.vectors().fields());
        same("left", stores -> stores.vectors().listWhere(field.name(), Filter.ALL, PageRequest.FIRST));
        same("statistics", stores -> stores.statistics());
    }

    @Test
    void whatDoesNotFitIsRefusedAlike() {
        VectorField field = field(Metric.COSINE);
        fill(field);
        VectorField other = new VectorField(field.name(), "another model", DIMENSION, Metric.COSINE);
        same("define again", stores -> stores.vectors().define(field));
        refused("CONFLICT", "define otherwise", stores -> stores.vectors().define(other));
        refused(
                "INVALID_INPUT",
                "another dimension",
                stores -> stores.vectors().put(VectorDraft.of(id("node-1"), field, new float[] {1, 2})));
        refused(
                "INVALID_INPUT",
                "zero",
                stores -> stores.vectors().put(VectorDraft.of(id("node-1"), field, new float[DIMENSION])));
        refused(
                "NOT_FOUND",
                "nobody",
                stores -> stores.vectors().put(VectorDraft.of(id("nobody"), field, vector(new Random(1)))));
        same(
                "batch",
                stores -> stores.vectors()
                        .putAll(
                                List.of(
                                        VectorDraft.of(id("node-1"), field, vector(new Random(2))),
                                        VectorDraft.of(id("nobody"), field, vector(new Random(3)))),
                                BatchMode.BEST_EFFORT));
        refused(
                "INVALID_INPUT",
                "another model",
                stores -> stores.vectors().search(VectorQuery.of(other, vector(new Random(4)), 3)));
        refused("NOT_FOUND", "an unknown field", stores -> stores.vectors().count("unknown", Filter.ALL));
        same("a record without", stores -> stores.vectors().get(id("nobody"), field.name()));
        same(
                "no result",
                stores -> stores.vectors()
                        .search(VectorQuery.of(field, vector(new Random(4)), 3)
                                .where(Filter.property("n").equalTo(Map.of()))));
    }
}
