package dev.khive.conformance.memory;

import dev.khive.api.store.SearchHit;
import dev.khive.api.store.SearchResult;
import dev.khive.conformance.oracle.ValueRules;
import java.util.Comparator;
import java.util.List;

/** Ranks hits: best first, equal scores by the subject's id. */
final class Ranked {
    private static final Comparator<SearchHit> BEST_FIRST = Comparator.comparingDouble(SearchHit::score)
            .reversed()
            .thenComparing(SearchHit::subject, ValueRules.BY_TEXT);

    private Ranked() {}

    /** The best k hits; every hit was scored. */
    static SearchResult best(List<SearchHit> hits, int k, long candidates) {
        return new SearchResult(
                hits.stream().sorted(BEST_FIRST).limit(k).toList(), SearchResult.Method.EXACT, candidates);
    }
}
