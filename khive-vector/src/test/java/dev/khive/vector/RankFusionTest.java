package dev.khive.vector;

import static dev.khive.api.store.HybridQuery.Fusion.RECIPROCAL_RANK;
import static dev.khive.api.store.HybridQuery.Fusion.WEIGHTED_SCORES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.HybridQuery.Fusion;
import dev.khive.api.store.HybridResult.Hit;
import dev.khive.api.store.HybridResult.Part;
import dev.khive.api.store.SearchHit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RankFusionTest {
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(-1, 3);

    @Test
    void reciprocal_rank_adds_the_weight_over_sixty_and_the_rank() {
        List<Hit> hits = RankFusion.fuse(
                RECIPROCAL_RANK, List.of(arm("text", 1, hit(A, 9), hit(B, 8)), arm("vector", 2, hit(B, 0.5))), 10);

        assertThat(hits)
                .containsExactly(
                        new Hit(
                                B,
                                "default",
                                1.0 / 62 + 2.0 / 61,
                                Map.of("text", new Part(2, 8, 1.0 / 62), "vector", new Part(1, 0.5, 2.0 / 61))),
                        new Hit(A, "default", 1.0 / 61, Map.of("text", new Part(1, 9, 1.0 / 61))));
    }

    @Test
    void weighted_scores_are_brought_to_zero_to_one_in_each_arm() {
        List<Hit> hits = RankFusion.fuse(
                WEIGHTED_SCORES,
                List.of(arm("text", 1, hit(A, 30), hit(B, 15), hit(C, 10)), arm("vector", 3, hit(B, 0.9), hit(C, 0.1))),
                10);

        assertThat(hits)
                .containsExactly(
                        new Hit(
                                B,
                                "default",
                                0.25 * 0.25 + 0.75,
                                Map.of("text", new Part(2, 15, 0.0625), "vector", new Part(1, 0.9, 0.75))),
                        new Hit(A, "default", 0.25, Map.of("text", new Part(1, 30, 0.25))),
                        new Hit(C, "default", 0, Map.of("text", new Part(3, 10, 0), "vector", new Part(2, 0.1, 0))));
    }

    @Test
    void hits_of_one_score_count_as_one_each() {
        assertThat(RankFusion.fuse(WEIGHTED_SCORES, List.of(arm("text", 1, hit(A, -4), hit(B, -4))), 10))
                .extracting(Hit::score)
                .containsExactly(1.0, 1.0);
    }

    @Test
    void the_widest_range_of_scores_is_no_overflow() {
        assertThat(RankFusion.fuse(
                        WEIGHTED_SCORES,
                        List.of(arm("ip", 1, hit(A, Double.MAX_VALUE), hit(B, 0), hit(C, -Double.MAX_VALUE))),
                        10))
                .extracting(Hit::score)
                .containsExactly(1.0, 0.5, 0.0);
    }

    @Test
    void equal_scores_are_ordered_by_unsigned_id_then_namespace() {
        List<Hit> hits = RankFusion.fuse(
                RECIPROCAL_RANK,
                List.of(
                        arm("one", 1, hit(C, 1)),
                        arm("two", 1, new SearchHit(A, "b", 1)),
                        arm("three", 1, new SearchHit(A, "a", 1))),
                10);

        assertThat(hits)
                .extracting(hit -> hit.subject() + hit.namespace())
                .containsExactly(A + "a", A + "b", C + "default");
    }

    @Test
    void the_cut_is_after_the_fusion() {
        List<Hit> hits = RankFusion.fuse(
                RECIPROCAL_RANK, List.of(arm("one", 1, hit(A, 2), hit(B, 1)), arm("two", 1, hit(C, 2), hit(B, 1))), 1);

        assertThat(hits).extracting(Hit::subject).containsExactly(B);
    }

    @ParameterizedTest
    @EnumSource
    void the_order_of_the_arms_changes_no_bit(Fusion fusion) {
        Random random = new Random(9);
        for (int round = 0; round < 300; round++) {
            List<RankFusion.Arm> arms = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                arms.add(randomArm("arm" + i, random));
            }
            List<Hit> hits = RankFusion.fuse(fusion, arms, 20);
            Collections.shuffle(arms, random);

            assertThat(RankFusion.fuse(fusion, arms, 20)).isEqualTo(hits);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_score_is_the_sum_of_its_contributions_and_hits_fall(Fusion fusion) {
        Random random = new Random(10);
        for (int round = 0; round < 200; round++) {
            List<Hit> hits = RankFusion.fuse(
                    fusion, List.of(randomArm("a", random), randomArm("b", random), randomArm("c", random)), 50);

            assertThat(hits)
                    .allSatisfy(hit -> assertThat(hit.score())
                            .isEqualTo(hit.parts().values().stream()
                                    .mapToDouble(Part::contribution)
                                    .reduce(0, Double::sum)));
            assertThat(hits).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
        }
    }

    @Test
    void a_record_twice_in_one_arm_is_refused() {
        assertThatThrownBy(() -> arm("text", 1, hit(A, 2), hit(A, 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("An arm must name a record once (arm text, record " + A + ").");
    }

    @Test
    void scores_that_rise_or_are_not_finite_are_refused() {
        assertThatThrownBy(() -> arm("text", 1, hit(A, 1), hit(B, 2)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "The scores of an arm must be finite and fall, 2.0 follows 1.0 (arm text, record " + B + ").");
        assertThatThrownBy(() -> arm("text", 1, hit(A, Double.NaN))).isInstanceOf(InvalidInputException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_weight_out_of_its_range_is_refused(double weight) {
        assertThatThrownBy(() -> arm("text", weight))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The weight of an arm must be finite and at least 0, was " + weight + " (arm text).");
    }

    @Test
    void weights_that_are_all_zero_are_refused() {
        assertThatThrownBy(() -> RankFusion.fuse(WEIGHTED_SCORES, List.of(arm("text", 0, hit(A, 1))), 10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The weights of a fusion's arms must have a finite sum above 0, had [0.0].");
    }

    @Test
    void two_arms_of_one_name_and_k_below_one_are_refused() {
        assertThatThrownBy(() -> RankFusion.fuse(RECIPROCAL_RANK, List.of(arm("text", 1), arm("text", 1)), 10))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Each arm of a fusion must have a name of its own, had [text, text].");
        assertThatThrownBy(() -> RankFusion.fuse(RECIPROCAL_RANK, List.of(arm("text", 1)), 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A fusion must ask for at least one record, k was 0.");
    }

    private static RankFusion.Arm randomArm(String name, Random random) {
        List<Integer> ids = new ArrayList<>(
                random.ints(1, 30).distinct().limit(random.nextInt(25)).boxed().toList());
        double score = random.nextGaussian() * 100;
        List<SearchHit> hits = new ArrayList<>();
        for (int id : ids) {
            hits.add(hit(new UUID(0, id), score));
            score -= random.nextInt(3) * random.nextDouble();
        }
        return new RankFusion.Arm(name, 0.1 + random.nextDouble(), hits);
    }

    private static RankFusion.Arm arm(String name, double weight, SearchHit... hits) {
        return new RankFusion.Arm(name, weight, List.of(hits));
    }

    private static SearchHit hit(UUID subject, double score) {
        return new SearchHit(subject, "default", score);
    }
}
