package dev.khive.query.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.khive.query.facts.DegreeLifts.Degree;
import dev.khive.query.facts.DegreeLifts.End;
import dev.khive.query.facts.DegreeLifts.Side;
import dev.khive.query.facts.GraphFacts.EdgeShape;
import dev.khive.query.facts.GraphFacts.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** 1,000 topics (1), 4,000 documents that MENTION (7) them, and 2,000 persons who LIKE (8) them. */
class DegreeLiftsTest {
    private static final long TOPIC = 1;
    private static final Side MENTIONED = new Side(7, false);
    private static final Side MENTIONS = new Side(7, true);
    private static final Side LIKED = new Side(8, false);
    private static final List<LabelSet> SETS = List.of(
            new LabelSet(0, TOPIC, List.of("Topic"), 1_000),
            new LabelSet(0, 2, List.of("Doc"), 4_000),
            new LabelSet(0, 3, List.of("Person"), 2_000));
    private static final List<EdgeShape> SHAPES =
            List.of(new EdgeShape(2, 7, TOPIC, 10_000), new EdgeShape(3, 8, TOPIC, 5_000));

    private final List<End> ends = new ArrayList<>();
    private final List<Degree> degrees = new ArrayList<>();

    private void topic(long node, Side reachedBy, long times, long mentioned, long liked) {
        ends.add(new End(node, TOPIC, reachedBy, times));
        degrees.add(new Degree(node, MENTIONED, mentioned));
        degrees.add(new Degree(node, LIKED, liked));
    }

    private double lift(Side reached, Side followed) {
        return DegreeLifts.of(SETS, SHAPES, ends, degrees).lift(TOPIC, reached, followed);
    }

    @Test
    void nodesThatHaveAsManyEdgesAsTheAverageAreNotLifted() {
        for (int node = 0; node < 40; node++) {
            topic(node, MENTIONED, 1, 10, 5);
        }
        assertThat(lift(MENTIONED, MENTIONED)).isCloseTo(1, within(1e-9));
        assertThat(lift(MENTIONED, LIKED)).isCloseTo(1, within(1e-9));
    }

    @Test
    void nodesThatAreReachedOverManyEdgesHaveManyOfOthersOrFew() {
        for (int node = 0; node < 100; node++) {
            topic(node, MENTIONED, 1, 200, node % 2 == 0 ? 100 : 0);
        }
        assertThat(lift(MENTIONED, MENTIONED)).as("200 in place of 10").isCloseTo(20, Percentage.withPercentage(5));
        assertThat(lift(MENTIONED, LIKED)).as("50 in place of 5").isCloseTo(10, Percentage.withPercentage(5));
        assertThat(lift(LIKED, MENTIONED)).as("the same the other way").isEqualTo(lift(MENTIONED, LIKED));
    }

    @Test
    void nodesWithoutTheOtherEdgesAreReachedLessOften() {
        for (int node = 0; node < 100; node++) {
            topic(node, MENTIONED, 1, 10, 0);
        }
        assertThat(lift(MENTIONED, LIKED)).isBetween(0.0, 0.05);
    }

    @Test
    void ofWhatIsNotCountedToTheEndTheSampledEdgesTell() {
        topic(0, MENTIONED, 21, DegreeLifts.MOST_COUNTED, 5);
        for (int node = 1; node < 81; node++) {
            topic(node, MENTIONED, 1, 10, 5);
        }
        double hub = 20.0 / 100 * 10_000;
        assertThat(lift(MENTIONED, MENTIONED)).isCloseTo((21 * hub / 10 + 80) / 101, Percentage.withPercentage(5));
    }

    @Test
    void bothSamplesOfAPairCountByTheirSize() {
        for (int node = 0; node < 60; node++) {
            topic(node, MENTIONED, 1, 30, 5);
        }
        for (int node = 60; node < 80; node++) {
            topic(node, LIKED, 1, 50, 5);
        }
        assertThat(lift(MENTIONED, LIKED)).isCloseTo((60 * 1 + 20 * 5) / 80.0, Percentage.withPercentage(5));
    }

    @Test
    void aFewEdgesTellNothing() {
        for (int node = 0; node < 7; node++) {
            topic(node, MENTIONED, 1, 500, 500);
        }
        assertThat(lift(MENTIONED, MENTIONED)).isEqualTo(1);
        assertThat(lift(MENTIONED, MENTIONS)).as("no topic mentions any").isEqualTo(1);
        assertThat(DegreeLifts.NONE.lift(TOPIC, MENTIONED, LIKED)).isEqualTo(1);
        assertThat(DegreeLifts.NONE.areNone()).isTrue();
    }

    @Test
    void factsDifferByTheLiftsThatTheyHold() {
        for (int node = 0; node < 40; node++) {
            topic(node, MENTIONED, 1, 100, 5);
        }
        GraphFacts counts = GraphFacts.of(
                SETS,
                List.of(new GraphFacts.Relation(0, 7, "MENTIONS"), new GraphFacts.Relation(0, 8, "LIKES")),
                SHAPES,
                Set.of());
        GraphFacts lifted = counts.with(DegreeLifts.of(SETS, SHAPES, ends, degrees));

        assertThat(lifted)
                .isNotEqualTo(counts)
                .isEqualTo(counts.with(DegreeLifts.of(SETS, SHAPES, ends, degrees)))
                .hasSameHashCodeAs(counts.with(DegreeLifts.of(SETS, SHAPES, ends, degrees)));
        assertThat(lifted.degrees().lift(TOPIC, MENTIONED, MENTIONED)).isGreaterThan(5);
        assertThat(counts.degrees()).isEqualTo(DegreeLifts.NONE);
    }
}
