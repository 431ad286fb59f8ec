package dev.khive.conformance.mutant;

import dev.khive.api.error.ConflictException;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.NotFoundException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.HybridResult;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.SparseStore;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.TextStatistics;
import dev.khive.api.store.VectorField;
import dev.khive.api.store.VectorQuery;
import dev.khive.api.store.VectorRecord;
import dev.khive.api.store.VectorStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Searches that go wrong. */
final class SearchMutants {
    private static final Comparator<SearchHit> TIES_BACKWARDS = Comparator.comparingDouble(SearchHit::score)
            .reversed()
            .thenComparing(Comparator.comparing(SearchHit::subject).reversed());

    static final List<Mutant> ALL = List.of(
            hits(
                    "the-nearest-vector-is-missed",
                    "VECTOR-001",
                    "VectorStore.search",
                    hits -> hits.size() > 1 ? hits.subList(1, hits.size()) : hits),
            Mutant.of("vectors-are-filtered-after-the-cut", "VECTOR-002", "VectorStore.search", call -> {
                VectorQuery query = call.argument(0);
                VectorStore vectors = call.on(VectorStore.class);
                Set<UUID> accepted = vectors
                        .search(new VectorQuery(
                                query.field(), query.model(), query.vector(), 1_000, query.filter(), query.minScore()))
                        .hits()
                        .stream()
                        .map(SearchHit::subject)
                        .collect(Collectors.toSet());
                SearchResult cut = call.with(
                                0,
                                new VectorQuery(
                                        query.field(),
                                        query.model(),
                                        query.vector(),
                                        query.k(),
                                        Filter.ALL,
                                        query.minScore()))
                        .proceed();
                return with(
                        cut,
                        cut.hits().stream()
                                .filter(hit -> accepted.contains(hit.subject()))
                                .toList());
            }),
            Mutant.of(
                    "the-least-score-is-ignored",
                    "VECTOR-004",
                    "VectorStore.search",
                    call -> call.changing(
                                    VectorQuery.class,
                                    query -> new VectorQuery(
                                            query.field(),
                                            query.model(),
                                            query.vector(),
                                            query.k(),
                                            query.filter(),
                                            null))
                            .proceed()),
            hits(
                    "ties-of-vectors-are-backwards",
                    "VECTOR-005",
                    "VectorStore.search",
                    hits -> hits.stream().sorted(TIES_BACKWARDS).toList()),
            Mutant.of(
                    "several-searches-are-answered-backwards",
                    "VECTOR-007",
                    "VectorStore.searchAll",
                    call -> call.<List<SearchResult>>proceed().reversed()),
            Mutant.of("a-field-that-is-not-there-is-empty", "VECTOR-011", "VectorStore.search", SearchMutants::nothing),
            Mutant.of("another-definition-of-a-field-is-swallowed", "VECTOR-016", "VectorStore.define", call -> {
                VectorField field = call.argument(0);
                VectorStore vectors = call.on(VectorStore.class);
                try {
                    return call.proceed();
                } catch (ConflictException conflict) {
                    return vectors.define(vectors.fields().stream()
                            .map(info -> info.field())
                            .filter(known -> known.name().equals(field.name()))
                            .findFirst()
                            .orElseThrow());
                }
            }),
            Mutant.of("floats-of-vectors-are-rounded", "VECTOR-019", "VectorStore.get", call -> {
                Optional<VectorRecord> found = call.proceed();
                return found.map(record -> new VectorRecord(
                        record.subject(),
                        record.namespace(),
                        record.field(),
                        record.model(),
                        record.vectors().stream().map(SearchMutants::rounded).toList(),
                        record.revision()));
            }),
            Mutant.of(
                    "delete-where-takes-all",
                    "VECTOR-031",
                    "VectorStore.deleteWhere",
                    call -> call.with(1, Filter.ALL).proceed()),
            Mutant.of(
                    "a-count-of-vectors-ignores-its-filter",
                    "VECTOR-032",
                    "VectorStore.count",
                    call -> call.with(1, Filter.ALL).proceed()),
            hits(
                    "dot-products-below-zero-are-dropped",
                    "SPARSE-004",
                    "SparseStore.search",
                    hits -> hits.stream().filter(hit -> hit.score() > 0).toList()),
            Mutant.of(
                    "the-filter-of-sparse-vectors-is-dropped",
                    "SPARSE-002",
                    "SparseStore.search",
                    call -> call.changing(
                                    SparseQuery.class,
                                    query -> new SparseQuery(
                                            query.field(), query.model(), query.vector(), query.k(), Filter.ALL))
                            .proceed()),
            hits(
                    "ties-of-sparse-vectors-are-backwards",
                    "SPARSE-005",
                    "SparseStore.search",
                    hits -> hits.stream().sorted(TIES_BACKWARDS).toList()),
            Mutant.of("an-unknown-sparse-field-is-empty", "SPARSE-010", "SparseStore.search", SearchMutants::nothing),
            Mutant.of(
                    "a-great-k-is-cut-to-the-bound",
                    "SPARSE-011",
                    "SparseStore.search",
                    call -> call.changing(
                                    SparseQuery.class,
                                    query -> new SparseQuery(
                                            query.field(),
                                            query.model(),
                                            query.vector(),
                                            Math.min(query.k(), 1_000),
                                            query.filter()))
                            .proceed()),
            Mutant.of("deleting-a-sparse-vector-takes-every-field", "SPARSE-008", "SparseStore.delete", call -> {
                SparseStore sparse = call.on(SparseStore.class);
                for (String field : List.of("terms", "other", "first", "second", "a", "b")) {
                    sparse.delete(call.argument(0), field);
                }
                return call.proceed();
            }),
            Mutant.of(
                    "every-field-of-text-is-searched",
                    "TEXT-020",
                    "TextSearch.search",
                    call -> call.changing(
                                    TextQuery.class,
                                    query -> new TextQuery(
                                            query.text(), query.mode(), query.k(), Set.of(), query.filter()))
                            .proceed()),
            Mutant.of(
                    "every-mode-is-any-word",
                    "TEXT-013",
                    "TextSearch.search",
                    call -> call.changing(
                                    TextQuery.class,
                                    query -> new TextQuery(
                                            query.text(),
                                            TextQuery.Mode.ANY_WORD,
                                            query.k(),
                                            query.fields(),
                                            query.filter()))
                            .proceed()),
            hits(
                    "every-text-has-the-same-score",
                    "TEXT-024",
                    "TextSearch.search",
                    hits -> hits.stream()
                            .map(hit -> new SearchHit(hit.subject(), hit.namespace(), 1))
                            .sorted(Comparator.comparing(SearchHit::subject))
                            .toList()),
            hits("the-worst-text-is-first", "TEXT-023", "TextSearch.search", List::reversed),
            hits(
                    "ties-of-texts-are-backwards",
                    "TEXT-027",
                    "TextSearch.search",
                    hits -> hits.stream().sorted(TIES_BACKWARDS).toList()),
            Mutant.of(
                    "an-unreadable-expression-finds-nothing", "TEXT-014", "TextSearch.search", SearchMutants::nothing),
            Mutant.of(
                    "statistics-count-one-text-too-many",
                    "TEXT-009",
                    "TextSearch.statistics",
                    call -> call.<List<TextStatistics>>proceed().stream()
                            .map(each -> new TextStatistics(each.documents() + 1, each.tokenizer()))
                            .toList()),
            Mutant.of(
                    "arms-lose-their-weights",
                    "HYBRID-002",
                    "HybridSearch.search",
                    call -> call.changing(HybridQuery.class, SearchMutants::weightless)
                            .proceed()),
            Mutant.of("the-error-of-an-arm-is-swallowed", "HYBRID-004", "HybridSearch.search", call -> {
                try {
                    return call.proceed();
                } catch (KhiveException refused) {
                    return new HybridResult(List.of(), Map.of());
                }
            }),
            Mutant.of("fused-scores-are-not-explained", "HYBRID-001", "HybridSearch.search", call -> {
                HybridResult result = call.proceed();
                return new HybridResult(
                        result.hits().stream()
                                .map(hit -> new HybridResult.Hit(hit.subject(), hit.namespace(), hit.score(), Map.of()))
                                .toList(),
                        result.arms());
            }));

    private SearchMutants() {}

    private static Mutant hits(String name, String rule, String call, UnaryOperator<List<SearchHit>> change) {
        return Mutant.of(name, rule, call, asked -> {
            SearchResult result = asked.proceed();
            return with(result, change.apply(result.hits()));
        });
    }

    private static SearchResult with(SearchResult result, List<SearchHit> hits) {
        return new SearchResult(hits, result.method(), result.candidates());
    }

    private static Object nothing(Call call) throws Throwable {
        try {
            return call.proceed();
        } catch (NotFoundException | InvalidInputException refused) {
            return new SearchResult(List.of(), SearchResult.Method.EXACT, 0);
        }
    }

    private static float[] rounded(float[] vector) {
        float[] result = new float[vector.length];
        for (int index = 0; index < vector.length; index++) {
            result[index] = Math.round(vector[index] * 1_000) / 1_000f;
        }
        return result;
    }

    private static HybridQuery weightless(HybridQuery query) {
        List<HybridQuery.Arm> arms = query.arms().stream()
                .map(arm -> switch (arm) {
                    case HybridQuery.TextArm text ->
                        (HybridQuery.Arm) new HybridQuery.TextArm(text.name(), 1, text.text(), text.mode());
                    case HybridQuery.VectorArm vector ->
                        new HybridQuery.VectorArm(vector.name(), 1, vector.field(), vector.model(), vector.vector());
                    case HybridQuery.SparseArm sparse ->
                        new HybridQuery.SparseArm(sparse.name(), 1, sparse.field(), sparse.model(), sparse.vector());
                    case HybridQuery.GraphArm graph -> new HybridQuery.GraphArm(graph.name(), 1, graph.traversal());
                })
                .toList();
        return new HybridQuery(arms, query.fusion(), query.k(), query.depth(), query.filter());
    }
}
