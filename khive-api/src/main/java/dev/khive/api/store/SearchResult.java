package dev.khive.api.store;

import java.util.List;

/**
 * The answer to a ranked search.
 *
 * @param hits best first, equal scores by the subject's id; each record once, with the score of its best vector or
 *     document
 * @param method how it was answered
 * @param candidates how many records were scored
 */
public record SearchResult(List<SearchHit> hits, Method method, long candidates) {
    /** Copies the hits. */
    public SearchResult {
        hits = List.copyOf(hits);
    }

    /** How a search came to its answer. */
    public enum Method {
        /** Every record that the filter accepts was scored. */
        EXACT,
        /** An index proposed the candidates; records can be missing. */
        APPROXIMATE
    }
}
