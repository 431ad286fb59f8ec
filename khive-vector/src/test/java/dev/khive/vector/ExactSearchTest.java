package dev.khive.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.api.store.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExactSearchTest {
    private static final double ANY = Double.NEGATIVE_INFINITY;

    private static final class Stored {
        private final UUID subject;
        private final float[] vector;

        Stored(UUID subject, float... vector) {
            this.subject = subject;
            this.vector = vector;
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_answer_is_that_of_scoring_and_sorting_everything(Metric metric) {
        RandomVectors vectors = new RandomVectors(8);
        for (int round = 0; round < 150; round++) {
            int dimension = 1 + vectors.random().nextInt(round % 10 == 0 ? 600 : 12);
            List<Stored> stored = stored(vectors, dimension, vectors.random().nextInt(400));
            float[] query = vectors.any(dimension);
            int k = 1 + vectors.random().nextInt(30);
            double minScore = round % 3 == 0 ? 0.1 : ANY;
            boolean all = round % 2 == 0;
            Predicate<UUID> even = subject -> all || (subject.getLeastSignificantBits() & 1) == 0;

            assertThat(ExactSearch.search(
                                    VectorScorer.of(metric, query),
                                    candidates(stored).where(even),
                                    k,
                                    minScore,
                                    SubjectOrder.BY_UUID)
                            .ranking())
                    .isEqualTo(bySorting(metric, query, stored, even, k, minScore));
        }
    }

    @Test
    void a_record_with_several_vectors_has_the_score_of_its_best() {
        UUID a = new UUID(0, 1);
        UUID b = new UUID(0, 2);
        List<Stored> stored = List.of(new Stored(a, 0, 1), new Stored(b, 1, 1), new Stored(a, new float[] {1, 0}));

        ExactSearch.Result<UUID> result = ExactSearch.search(
                VectorScorer.of(Metric.IP, new float[] {2, 0.5f}), candidates(stored), 5, ANY, SubjectOrder.BY_UUID);

        assertThat(result.ranking()).containsExactly(new Ranked<>(b, 2.5), new Ranked<>(a, 2.0));
        assertThat(result.scored()).isEqualTo(3);
    }

    @Test
    void a_rare_condition_does_not_starve_the_answer() {
        List<Stored> stored = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            stored.add(new Stored(new UUID(0, i), i < 990 ? 1000 : 1, i));
        }

        ExactSearch.Result<UUID> result = ExactSearch.search(
                VectorScorer.of(Metric.IP, new float[] {1, 0}),
                candidates(stored).where(subject -> subject.getLeastSignificantBits() >= 990),
                10,
                ANY,
                SubjectOrder.BY_UUID);

        assertThat(result.ranking()).hasSize(10);
        assertThat(result.scored()).isEqualTo(10);
    }

    @Test
    void no_candidates_is_an_empty_answer() {
        assertThat(ExactSearch.search(
                                VectorScorer.of(Metric.L2, new float[] {1}),
                                candidates(List.of()),
                                3,
                                ANY,
                                SubjectOrder.BY_UUID)
                        .ranking())
                .isEmpty();
    }

    @Test
    void a_stored_vector_of_another_dimension_is_an_error() {
        Candidates<UUID> candidates = candidates(List.of(new Stored(new UUID(0, 1), 1, 2, 3)));
        VectorScorer scorer = VectorScorer.of(Metric.L2, new float[] {1, 2});

        assertThatThrownBy(() -> ExactSearch.search(scorer, candidates, 3, ANY, SubjectOrder.BY_UUID))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("A stored vector of dimension 2 must have 8 bytes, had 12.");
    }

    private static List<Stored> stored(RandomVectors vectors, int dimension, int count) {
        List<Stored> stored = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID subject = i % 4 == 3 ? stored.get(vectors.random().nextInt(i)).subject : vectors.uuid();
            float[] vector = i % 7 == 6
                    ? stored.get(vectors.random().nextInt(i)).vector
                    : i % 5 == 0 ? vectors.any(dimension) : vectors.normal(dimension);
            stored.add(new Stored(subject, vector));
        }
        return stored;
    }

    private static List<Ranked<UUID>> bySorting(
            Metric metric, float[] query, List<Stored> stored, Predicate<UUID> condition, int k, double minScore) {
        Map<UUID, Double> best = new HashMap<>();
        for (Stored one : stored) {
            if (condition.test(one.subject)) {
                best.merge(one.subject, Similarity.score(metric, query, one.vector) + 0.0, Math::max);
            }
        }
        return best.entrySet().stream()
                .map(entry -> new Ranked<>(entry.getKey(), entry.getValue()))
                .filter(ranked -> ranked.score() >= minScore)
                .sorted(Comparator.comparingDouble((Ranked<UUID> ranked) -> -ranked.score())
                        .thenComparing(ranked -> ranked.subject().toString()))
                .limit(k)
                .toList();
    }

    private static Candidates<UUID> candidates(List<Stored> stored) {
        return new Candidates<>() {
            private int position = -1;

            @Override
            public boolean next() {
                position++;
                return position < stored.size();
            }

            @Override
            public byte[] vector() {
                return VectorBytes.encode(stored.get(position).vector);
            }

            @Override
            public UUID subject() {
                return stored.get(position).subject;
            }
        };
    }
}
