package dev.khive.conformance.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.store.SearchHit;
import dev.khive.conformance.oracle.ValueRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Compares a ranked answer with the scores of every record. */
final class Ranking {

    /** How far a score in single precision may be from the oracle's, relative to scores above 1. */
    private static final double TOLERANCE = 1e-5;

    private Ranking() {}

    /** Requires the best {@code k} of the records with their scores, equal scores by id. */
    static void assertBest(List<SearchHit> hits, Map<UUID, Double> scores, int k) {
        assertThat(hits).hasSize(Math.min(k, scores.size()));
        assertThat(hits.stream().map(SearchHit::subject)).doesNotHaveDuplicates();
        hits.forEach(hit -> assertThat(scores).containsKey(hit.subject()));
        for (SearchHit hit : hits) {
            double expected = Objects.requireNonNull(scores.get(hit.subject()));
            assertThat(Math.abs(hit.score() - expected))
                    .as("score %s, expected %s", hit.score(), expected)
                    .isLessThanOrEqualTo(tolerance(expected));
        }
        assertSorted(hits);
        assertNothingBetterIsLeftOut(hits, scores);
    }

    /** Requires best first, equal scores by id. */
    static void assertSorted(List<SearchHit> hits) {
        for (int i = 1; i < hits.size(); i++) {
            SearchHit before = hits.get(i - 1);
            SearchHit after = hits.get(i);
            assertThat(before.score()).isGreaterThanOrEqualTo(after.score());
            if (before.score() == after.score()) {
                assertThat(ValueRules.BY_TEXT.compare(before.subject(), after.subject()))
                        .as("%s before %s with the score %s", before.subject(), after.subject(), after.score())
                        .isNegative();
            }
        }
    }

    private static void assertNothingBetterIsLeftOut(List<SearchHit> hits, Map<UUID, Double> scores) {
        if (!hits.isEmpty()) {
            double last = hits.getLast().score();
            var found = hits.stream().map(SearchHit::subject).collect(Collectors.toSet());
            scores.forEach((id, score) -> {
                if (!found.contains(id)) {
                    assertThat(score).isLessThanOrEqualTo(last + tolerance(last));
                }
            });
        }
    }

    private static double tolerance(double score) {
        return TOLERANCE * Math.max(1, Math.abs(score));
    }
}
