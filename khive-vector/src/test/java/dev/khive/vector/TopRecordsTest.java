package dev.khive.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TopRecordsTest {
    @Test
    void the_best_are_kept_best_first() {
        TopRecords<String> top = new TopRecords<>(2, Double.NEGATIVE_INFINITY, Comparator.naturalOrder());
        top.offer("a", 1);
        top.offer("b", 3);
        top.offer("c", 2);

        assertThat(top.ranking()).containsExactly(new Ranked<>("b", 3), new Ranked<>("c", 2));
        assertThat(top.threshold()).isEqualTo(2.0);
    }

    @Test
    void equal_scores_are_in_the_order_of_their_subjects_and_cut_there() {
        TopRecords<String> top = new TopRecords<>(2, Double.NEGATIVE_INFINITY, Comparator.naturalOrder());
        top.offer("c", 0.0);
        top.offer("b", -0.0);
        top.offer("a", 0.0);

        assertThat(top.ranking()).containsExactly(new Ranked<>("a", 0), new Ranked<>("b", 0));
    }

    @Test
    void a_record_counts_once_with_its_best_score() {
        TopRecords<String> top = new TopRecords<>(2, Double.NEGATIVE_INFINITY, Comparator.naturalOrder());
        top.offer("a", 1);
        top.offer("b", 2);
        top.offer("a", 3);
        top.offer("a", 0);

        assertThat(top.ranking()).containsExactly(new Ranked<>("a", 3), new Ranked<>("b", 2));
    }

    @Test
    void a_score_below_the_least_is_left_out_and_the_least_itself_is_not() {
        TopRecords<String> top = new TopRecords<>(5, 0.5, Comparator.naturalOrder());
        top.offer("a", 0.5);
        top.offer("b", Math.nextDown(0.5));
        top.offer("c", Double.NaN);

        assertThat(top.ranking()).containsExactly(new Ranked<>("a", 0.5));
    }

    @Test
    void UUIDs_are_ordered_as_their_text() {
        RandomVectors random = new RandomVectors(5);
        List<UUID> uuids = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            uuids.add(random.uuid());
        }

        assertThat(uuids.stream().sorted(SubjectOrder.BY_UUID))
                .isEqualTo(uuids.stream()
                        .sorted(Comparator.comparing(UUID::toString))
                        .toList());
    }

    @Test
    void the_result_is_that_of_sorting_everything_in_whatever_order_it_is_offered() {
        Random random = new Random(6);
        for (int round = 0; round < 500; round++) {
            int k = 1 + random.nextInt(20);
            double minScore = random.nextBoolean() ? Double.NEGATIVE_INFINITY : random.nextInt(10);
            List<Ranked<Integer>> offers = new ArrayList<>();
            for (int i = random.nextInt(80); i > 0; i--) {
                offers.add(new Ranked<>(random.nextInt(30), random.nextInt(20)));
            }
            Map<Integer, Double> best = new HashMap<>();
            offers.forEach(offer -> best.merge(offer.subject(), offer.score(), Math::max));
            List<Ranked<Integer>> expected = best.entrySet().stream()
                    .map(entry -> new Ranked<>(entry.getKey(), entry.getValue()))
                    .filter(ranked -> ranked.score() >= minScore)
                    .sorted(Comparator.comparingDouble((Ranked<Integer> ranked) -> -ranked.score())
                            .thenComparing(Ranked::subject))
                    .limit(k)
                    .toList();
            Collections.shuffle(offers, random);
            TopRecords<Integer> top = new TopRecords<>(k, minScore, Comparator.naturalOrder());
            offers.forEach(offer -> top.offer(offer.subject(), offer.score()));

            assertThat(top.ranking()).isEqualTo(expected);
        }
    }

    @Test
    void k_and_the_least_score_are_checked() {
        assertThatThrownBy(() -> new TopRecords<String>(0, 0, Comparator.naturalOrder()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A search must ask for at least one record, k was 0.");
        assertThatThrownBy(() -> new TopRecords<String>(1, Double.NaN, Comparator.naturalOrder()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("The least score of a search must be a number, was NaN.");
    }
}
