package dev.khive.vector;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.HybridQuery;
import dev.khive.api.store.HybridResult;
import dev.khive.api.store.SearchHit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes one ranking of several, the only place where khive does so. The order of the arms has no influence on the result:
 * sums run in the order of their names.
 *
 * <ul>
 *   <li>RECIPROCAL_RANK: the sum of {@code weight / (60 + rank)} over the arms that found a record, ranks from 1 (Cormack,
 *       Clarke and Büttcher, Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods, SIGIR
 *       2009). Scores have no influence.
 *   <li>WEIGHTED_SCORES: the sum of {@code weight · (score - least) / (greatest - least)} over the arms that found a
 *       record, divided by the sum of all arms' weights; least and greatest are those of the arm's own hits, and where
 *       they are equal each hit counts as 1. An arm that did not find a record adds 0.
 * </ul>
 *
 * <p>Equal fused scores are ordered by the subject's id, then by namespace.
 */
public final class RankFusion {
    /** The constant k of reciprocal rank fusion, as in the paper. */
    public static final int RECIPROCAL_RANK_CONSTANT = 60;

    private static final Comparator<HybridResult.Hit> BEST_FIRST = Comparator.comparingDouble(HybridResult.Hit::score)
            .reversed()
            .thenComparing(HybridResult.Hit::subject, SubjectOrder.BY_UUID)
            .thenComparing(HybridResult.Hit::namespace);

    private RankFusion() {}

    /**
     * An arm's answer.
     *
     * @param name tells the arm in the breakdown
     * @param weight how much it counts, finite and at least 0
     * @param hits best first, each record once, scores finite
     */
    public record Arm(String name, double weight, List<SearchHit> hits) {
        /**
         * Checks the arm.
         *
         * @throws InvalidInputException when the weight or a score is out of its range, a record stands twice or a hit
         *     has a better score than the one before it
         */
        public Arm {
            hits = List.copyOf(hits);
            if (!(weight >= 0 && Double.isFinite(weight))) {
                throw new InvalidInputException(
                        "The weight of an arm must be finite and at least 0, was " + weight + " (arm " + name + ").");
            }
            checkHits(name, hits);
        }

        private static void checkHits(String name, List<SearchHit> hits) {
            Set<RecordKey> seen = new HashSet<>();
            double previous = Double.POSITIVE_INFINITY;
            for (SearchHit hit : hits) {
                if (!Double.isFinite(hit.score()) || hit.score() > previous) {
                    throw new InvalidInputException("The scores of an arm must be finite and fall, " + hit.score()
                            + " follows " + previous + " (arm " + name + ", record " + hit.subject() + ").");
                }
                if (!seen.add(RecordKey.of(hit))) {
                    throw new InvalidInputException(
                            "An arm must name a record once (arm " + name + ", record " + hit.subject() + ").");
                }
                previous = hit.score();
            }
        }
    }

    /**
     * The best k records of all arms, best first, with what each arm said.
     *
     * @throws InvalidInputException when k is below 1, two arms have one name or no arm has a weight above 0
     */
    public static List<HybridResult.Hit> fuse(HybridQuery.Fusion fusion, List<Arm> arms, int k) {
        double totalWeight = checkedTotalWeight(arms, k);
        Map<RecordKey, Map<String, HybridResult.Part>> parts = new HashMap<>();
        for (Arm arm : arms.stream().sorted(Comparator.comparing(Arm::name)).toList()) {
            for (int i = 0; i < arm.hits().size(); i++) {
                SearchHit hit = arm.hits().get(i);
                double contribution = switch (fusion) {
                    case RECIPROCAL_RANK -> arm.weight() / (RECIPROCAL_RANK_CONSTANT + i + 1);
                    case WEIGHTED_SCORES -> arm.weight() / totalWeight * normalized(arm.hits(), hit.score());
                };
                parts.computeIfAbsent(RecordKey.of(hit), record -> new LinkedHashMap<>())
                        .put(arm.name(), new HybridResult.Part(i + 1, hit.score(), contribution));
            }
        }
        return best(parts, k);
    }

    private static double checkedTotalWeight(List<Arm> arms, int k) {
        if (k < 1) {
            throw new InvalidInputException("A fusion must ask for at least one record, k was " + k + ".");
        }
        if (arms.stream().map(Arm::name).distinct().count() != arms.size()) {
            throw new InvalidInputException("Each arm of a fusion must have a name of its own, had "
                    + arms.stream().map(Arm::name).sorted().toList() + ".");
        }
        double total = arms.stream().mapToDouble(Arm::weight).sorted().sum();
        if (!(total > 0 && Double.isFinite(total))) {
            throw new InvalidInputException("The weights of a fusion's arms must have a finite sum above 0, had "
                    + arms.stream().map(Arm::weight).sorted().toList() + ".");
        }
        return total;
    }

    private static double normalized(List<SearchHit> hits, double score) {
        double greatest = hits.getFirst().score();
        double least = hits.getLast().score();
        // Halves, because the range of two finite scores can exceed the greatest finite float.
        return greatest == least ? 1 : (score / 2 - least / 2) / (greatest / 2 - least / 2);
    }

    private static List<HybridResult.Hit> best(Map<RecordKey, Map<String, HybridResult.Part>> parts, int k) {
        List<HybridResult.Hit> hits = new ArrayList<>(parts.size());
        parts.forEach((record, said) -> {
            double score = 0;
            for (HybridResult.Part part : said.values()) {
                score += part.contribution();
            }
            hits.add(new HybridResult.Hit(
                    record.subject(), record.namespace(), score, Collections.unmodifiableMap(said)));
        });
        hits.sort(BEST_FIRST);
        return List.copyOf(hits.subList(0, Math.min(k, hits.size())));
    }

    private record RecordKey(UUID subject, String namespace) {
        static RecordKey of(SearchHit hit) {
            return new RecordKey(hit.subject(), hit.namespace());
        }
    }
}
