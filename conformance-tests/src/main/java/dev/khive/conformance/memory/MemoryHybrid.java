package dev.khive.conformance.memory;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.HybridResult;
import dev.khive.api.store.HybridSearch;
import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.api.store.SparseQuery;
import dev.khive.api.store.TextQuery;
import dev.khive.api.store.VectorQuery;
import dev.khive.conformance.oracle.ValueRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Runs the arms of a hybrid search one after the other, and fuses them by the formulas of {@link HybridQuery.Fusion}. */
final class MemoryHybrid implements HybridSearch {
    private static final int RECIPROCAL_RANK_CONSTANT = 60;
    private static final Comparator<HybridResult.Hit> BEST_FIRST = Comparator.comparingDouble(HybridResult.Hit::score)
            .reversed()
            .thenComparing(HybridResult.Hit::subject, ValueRules.BY_TEXT)
            .thenComparing(HybridResult.Hit::namespace);

    private record Key(UUID subject, String namespace) {}

    private final Access access;

    MemoryHybrid(Access access) {
        this.access = access;
    }

    /** Arms reach deeper than results: the usual depth is five times k, and k may be as great as its bound. */
    private long mostOfAnArm() {
        return Math.min(1_000_000L, 10L * access.bounds().results());
    }

    @Override
    public HybridResult search(HybridQuery query) {
        return access.read(view -> {
            Checks.results(query.k(), access.bounds().results());
            Checks.results(query.depth(), mostOfAnArm());
            Map<HybridQuery.Arm, SearchResult> answers = new LinkedHashMap<>();
            query.arms().forEach(arm -> answers.put(arm, run(view, arm, query)));
            Map<String, HybridResult.ArmSummary> summaries = new LinkedHashMap<>();
            answers.forEach((arm, answer) -> summaries.put(
                    arm.name(), new HybridResult.ArmSummary(answer.hits().size(), answer.method())));
            return new HybridResult(fused(query, answers), summaries);
        });
    }

    private SearchResult run(View view, HybridQuery.Arm arm, HybridQuery query) {
        int depth = query.depth();
        long most = mostOfAnArm();
        return switch (arm) {
            case HybridQuery.TextArm text ->
                MemoryText.search(
                        view,
                        new TextQuery(text.text(), text.mode(), depth, Set.of(), query.filter()),
                        most,
                        access.bounds());
            case HybridQuery.VectorArm vector ->
                MemoryVectors.search(
                        view,
                        new VectorQuery(vector.field(), vector.model(), vector.vector(), depth, query.filter(), null),
                        most);
            case HybridQuery.SparseArm sparse ->
                MemorySparse.search(
                        view,
                        new SparseQuery(sparse.field(), sparse.model(), sparse.vector(), depth, query.filter()),
                        most);
            case HybridQuery.GraphArm graph -> near(view, graph, query);
        };
    }

    private SearchResult near(View view, HybridQuery.GraphArm arm, HybridQuery query) {
        Map<Row, Integer> depths =
                Walk.of(view, arm.traversal(), access.bounds()).depths();
        Predicate<Row> accepted = Filters.ofNodes(query.filter());
        List<SearchHit> hits = depths.entrySet().stream()
                .filter(entry -> accepted.test(entry.getKey()))
                .map(entry -> new SearchHit(
                        entry.getKey().record().id(),
                        entry.getKey().record().namespace(),
                        1.0 / (1 + entry.getValue())))
                .toList();
        return Ranked.best(hits, query.depth(), depths.size());
    }

    private static List<HybridResult.Hit> fused(HybridQuery query, Map<HybridQuery.Arm, SearchResult> answers) {
        double weights =
                query.arms().stream().mapToDouble(MemoryHybrid::checkedWeight).sum();
        if (!(weights > 0 && Double.isFinite(weights))) {
            throw new InvalidInputException(
                    "The weights of a fusion's arms must have a finite sum above 0, had " + weights + ".");
        }
        Map<Key, Map<String, HybridResult.Part>> parts = new LinkedHashMap<>();
        answers.forEach((arm, answer) -> {
            for (int i = 0; i < answer.hits().size(); i++) {
                SearchHit hit = answer.hits().get(i);
                double contribution = switch (query.fusion()) {
                    case RECIPROCAL_RANK -> arm.weight() / (RECIPROCAL_RANK_CONSTANT + i + 1);
                    case WEIGHTED_SCORES -> arm.weight() / weights * normalized(answer.hits(), hit.score());
                };
                parts.computeIfAbsent(new Key(hit.subject(), hit.namespace()), key -> new LinkedHashMap<>())
                        .put(arm.name(), new HybridResult.Part(i + 1, hit.score(), contribution));
            }
        });
        List<HybridResult.Hit> hits = new ArrayList<>();
        parts.forEach((key, said) -> hits.add(new HybridResult.Hit(
                key.subject(),
                key.namespace(),
                said.values().stream()
                        .mapToDouble(HybridResult.Part::contribution)
                        .sum(),
                Map.copyOf(said))));
        return hits.stream().sorted(BEST_FIRST).limit(query.k()).toList();
    }

    private static double checkedWeight(HybridQuery.Arm arm) {
        if (!(arm.weight() >= 0 && Double.isFinite(arm.weight()))) {
            throw new InvalidInputException("The weight of an arm must be finite and at least 0, was " + arm.weight()
                    + " (arm " + arm.name() + ").");
        }
        return arm.weight();
    }

    private static double normalized(List<SearchHit> hits, double score) {
        double greatest = hits.getFirst().score();
        double least = hits.getLast().score();
        // Halves, because the range of two finite scores can exceed the greatest finite float.
        return greatest == least ? 1 : (score / 2 - least / 2) / (greatest / 2 - least / 2);
    }
}
