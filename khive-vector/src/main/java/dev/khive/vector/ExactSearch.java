package dev.khive.vector;

import java.util.Comparator;
import java.util.List;

/**
 * Search that looks at every candidate. Two to five times faster where the JVM runs with {@code --add-modules
 * jdk.incubator.vector}; the answer is the same.
 */
public final class ExactSearch {
    /** Without vector instructions the bound takes as long as the score. */
    private static final boolean BOUND_IS_FASTER =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private ExactSearch() {}

    /**
     * The records whose best vector is nearest to the scorer's query, found in one pass over the candidates.
     *
     * @param candidates those that the filter accepts
     * @param k how many records, at least 1
     * @param minScore the least score; negative infinity for any
     * @param subjectOrder the order of equal scores; consistent with equality
     * @throws dev.khive.api.error.InvalidInputException when k or the least score is refused, or a stored vector has
     *     another dimension than the query
     */
    public static <S> Result<S> search(
            VectorScorer scorer, Candidates<S> candidates, int k, double minScore, Comparator<? super S> subjectOrder) {
        TopRecords<S> top = new TopRecords<>(k, minScore, subjectOrder);
        float[] vector = new float[scorer.dimension()];
        long scored = 0;
        while (candidates.next()) {
            byte[] stored = candidates.vector();
            VectorBytes.decode(stored, vector);
            scored++;
            if (canMatter(scorer, stored, vector, top)) {
                double score = scorer.score(vector);
                if (score >= top.threshold()) {
                    top.offer(candidates.subject(), score);
                }
            }
        }
        return new Result<>(top.ranking(), scored);
    }

    private static boolean canMatter(VectorScorer scorer, byte[] stored, float[] vector, TopRecords<?> top) {
        return !BOUND_IS_FASTER
                || top.acceptsAnyScore()
                || !VectorBytes.isModerate(stored)
                || scorer.upperBound(vector) >= top.threshold();
    }

    /**
     * The answer to an exact search.
     *
     * @param ranking best first, each record once
     * @param scored how many vectors were looked at
     */
    public record Result<S>(List<Ranked<S>> ranking, long scored) {
        /** Copies the ranking. */
        public Result {
            ranking = List.copyOf(ranking);
        }
    }
}
