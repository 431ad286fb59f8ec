package dev.khive.conformance.durability;

import dev.khive.api.Capability;
import dev.khive.api.ScopeStatistics;
import dev.khive.api.Storage;
import dev.khive.api.filter.Filter;
import dev.khive.api.filter.RecordField;
import dev.khive.api.page.Order;
import dev.khive.api.page.Page;
import dev.khive.api.page.PageRequest;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.VectorQuery;
import dev.khive.conformance.sequence.Answers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * All that a scope holds, as rows in plain values by what they are.
 *
 * @param version the version of the scope
 * @param parts what there is to names
 */
record Inventory(long version, Map<String, List<Object>> parts) {
    private static final int PAGE = 1_000;
    private static final float[] ANY = {1, 0};

    /** Reads it all, from the stores that are declared. */
    static Inventory of(Storage storage, Set<Capability> declared) {
        Map<String, List<Object>> parts = new LinkedHashMap<>();
        ScopeStatistics statistics = storage.statistics();
        parts.put("statistics", statistics(statistics, declared));
        parts.put("entities", all(page -> storage.entities().list(Filter.ALL, Order.BY_CREATION, page)));
        parts.put("deleted entities", all(page -> storage.entities().listDeleted(Filter.ALL, Order.BY_CREATION, page)));
        if (declared.contains(Capability.NOTES)) {
            parts.put("notes", all(page -> storage.notes().list(Filter.ALL, Order.BY_CREATION, page)));
        }
        if (declared.contains(Capability.GRAPH)) {
            parts.put("edges", all(page -> storage.graph().list(Filter.ALL, Order.BY_CREATION, page)));
        }
        if (declared.contains(Capability.EVENTS)) {
            parts.put(
                    "events",
                    all(page -> storage.events().list(Filter.ALL, Order.ascending(RecordField.SEQUENCE), page)));
        }
        if (declared.contains(Capability.TEXT)) {
            parts.put("hits of texts", hits(storage.text().search(TextQuery.of(Samples.WORD, PAGE))));
        }
        if (statistics.vectors() > 0) {
            parts.put("vectors", all(page -> storage.vectors().listWhere(Samples.FIELD.name(), Filter.ALL, page)));
            parts.put("hits of vectors", hits(storage.vectors().search(VectorQuery.of(Samples.FIELD, ANY, PAGE))));
        }
        if (statistics.sparseVectors() > 0) {
            SparseQuery query = new SparseQuery(Samples.TERMS_FIELD, "model-1", Samples.TERMS, PAGE, Filter.ALL);
            parts.put("hits of sparse vectors", hits(storage.sparse().search(query)));
        }
        return new Inventory(statistics.version(), parts);
    }

    /** Those of the stores that are declared: the texts of entities are searchable only where there is a search. */
    private static List<Object> statistics(ScopeStatistics statistics, Set<Capability> declared) {
        List<Object> counted = new ArrayList<>(List.of(
                "nodes " + statistics.nodes(),
                "edges " + statistics.edges(),
                "labels " + Answers.plain(statistics.labels()),
                "relations " + Answers.plain(statistics.relations()),
                "vectors " + statistics.vectors(),
                "sparse vectors " + statistics.sparseVectors(),
                "version " + statistics.version()));
        if (declared.contains(Capability.TEXT)) {
            counted.add("documents " + statistics.documents());
        }
        if (declared.contains(Capability.EVENTS)) {
            counted.add("events " + statistics.events());
        }
        return List.copyOf(counted);
    }

    private static <T> List<Object> all(Function<PageRequest, Page<T>> list) {
        List<Object> all = new ArrayList<>();
        PageRequest request = PageRequest.first(PAGE);
        while (true) {
            Page<T> page = list.apply(request);
            page.items().forEach(item -> all.add(Answers.plain(item)));
            if (page.next().isEmpty()) {
                return List.copyOf(all);
            }
            request = request.after(page.next().get());
        }
    }

    /** Whom a search finds, whatever their order: scores are the matter of other rules. */
    private static List<Object> hits(SearchResult result) {
        return result.hits().stream()
                .map(SearchHit::subject)
                .sorted()
                .map(Object.class::cast)
                .toList();
    }
}
