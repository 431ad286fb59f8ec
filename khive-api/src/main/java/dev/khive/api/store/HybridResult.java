package dev.khive.api.store;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The answer to a hybrid search.
 *
 * @param hits best first, equal scores by the subject's id
 * @param arms how each arm was answered, by its name
 */
public record HybridResult(List<Hit> hits, Map<String, ArmSummary> arms) {
    /** Copies both. */
    public HybridResult {
        hits = List.copyOf(hits);
        arms = Map.copyOf(arms);
    }

    /**
     * A record that at least one arm found.
     *
     * @param score of the fusion, higher is better
     * @param parts what each arm that found it said, by the arm's name
     */
    public record Hit(UUID subject, String namespace, double score, Map<String, Part> parts) {}

    /**
     * An arm's word on a record.
     *
     * @param rank from 1
     * @param score as the arm gave it
     * @param contribution what it added to the fused score
     */
    public record Part(int rank, double score, double contribution) {}

    /**
     * How an arm was answered.
     *
     * @param hits how many records it contributed
     * @param method exact or approximate
     */
    public record ArmSummary(int hits, SearchResult.Method method) {}
}
