package dev.khive.db.postgres;

import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.DeleteMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sparse vectors, call by call: scores are compared to single precision. */
class SparseStoreInStepTest extends StoreInStep {
    private static final int RECORDS = 60;

    private static SparseVector vector(Random random) {
        TreeMap<Integer, Float> components = new TreeMap<>();
        for (int i = 0; i < 6; i++) {
            components.put(random.nextInt(40), 0.1f + random.nextFloat());
        }
        float[] values = new float[components.size()];
        int i = 0;
        for (float value : components.values()) {
            values[i++] = value;
        }
        return new SparseVector(
                components.keySet().stream().mapToInt(Integer::intValue).toArray(), values);
    }

    private void fill() {
        Random random = new Random(5);
        List<EntityDraft> nodes = new ArrayList<>();
        List<SparseDraft> drafts = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            nodes.add(new EntityDraft(id("node-" + i), List.of(i % 2 == 0 ? "Even" : "Odd"), properties(i)));
            drafts.add(new SparseDraft(id("node-" + i), "terms", "model", vector(random)));
        }
        same("nodes", stores -> stores.entities().upsertAll(nodes, BatchMode.ATOMIC));
        same("put all", stores -> stores.sparse().putAll(drafts, BatchMode.ATOMIC));
    }

    @Test
    void searchesFindTheSameRecords() {
        fill();
        Random random = new Random(6);
        List<Filter> filters = new ArrayList<>(propertyFilters());
        filters.addAll(textFilters(RecordField.LABEL, "Even", "Odd"));
        for (Filter filter : filters) {
            SparseQuery query = new SparseQuery("terms", "model", vector(random), 7, filter);
            same("search " + filter, stores -> stores.sparse().search(query));
            same("count " + filter, stores -> stores.sparse().count("terms", filter));
        }
    }

    @Test
    void sparseVectorsAreWrittenDeletedAndSwept() {
        fill();
        same("get", stores -> stores.sparse().get(id("node-5"), "terms"));
        same(
                "put again",
                stores -> stores.sparse().put(new SparseDraft(id("node-5"), "terms", "model", vector(new Random(1)))));
        same("got", stores -> stores.sparse().get(id("node-5"), "terms"));
        same("delete", stores -> stores.sparse().delete(id("node-6"), "terms"));
        same("delete nothing", stores -> stores.sparse().delete(id("node-6"), "terms"));
        same("delete a node", stores -> stores.entities().delete(id("node-7"), DeleteMode.SOFT));
        same(
                "search",
                stores -> stores.sparse()
                        .search(new SparseQuery("terms", "model", vector(new Random(2)), 60, Filter.ALL)));
        same("sweep", stores -> stores.sparse().sweepOrphans());
        same("erase a node", stores -> stores.entities().delete(id("node-8"), DeleteMode.HARD));
        same("count", stores -> stores.sparse().count("terms", Filter.ALL));
        same("statistics", stores -> stores.statistics());
    }

    @Test
    void whatDoesNotFitIsRefusedAlike() {
        fill();
        refused(
                "INVALID_INPUT",
                "another model",
                stores -> stores.sparse().put(new SparseDraft(id("node-1"), "terms", "other", vector(new Random(1)))));
        refused(
                "NOT_FOUND",
                "nobody",
                stores -> stores.sparse().put(new SparseDraft(id("nobody"), "terms", "model", vector(new Random(1)))));
        same(
                "batch",
                stores -> stores.sparse()
                        .putAll(
                                List.of(
                                        new SparseDraft(id("node-1"), "terms", "model", vector(new Random(1))),
                                        new SparseDraft(id("nobody"), "terms", "model", vector(new Random(1)))),
                                BatchMode.BEST_EFFORT));
        refused(
                "NOT_FOUND",
                "a search of an unknown field",
                stores -> stores.sparse()
                        .search(new SparseQuery("unknown", "model", vector(new Random(1)), 3, Filter.ALL)));
    }
}
