package dev.khive.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.query.QueryCompiler;
import dev.khive.query.facts.DegreeLifts;
import dev.khive.query.facts.DegreeLifts.Degree;
import dev.khive.query.facts.DegreeLifts.End;
import dev.khive.query.facts.DegreeLifts.Side;
import dev.khive.query.facts.GraphFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Persons who KNOW persons, 20,000 edges, and FOLLOW persons, 15,000 edges; few have most of those that arrive. */
class ReachedDegreesTest {
    private static final List<GraphFacts.LabelSet> SETS = List.of(new GraphFacts.LabelSet(0, 1, List.of("P"), 4_000));
    private static final List<GraphFacts.EdgeShape> SHAPES =
            List.of(new GraphFacts.EdgeShape(1, 11, 1, 20_000), new GraphFacts.EdgeShape(1, 12, 1, 15_000));
    private static final GraphFacts EVEN = GraphFacts.of(
            SETS,
            List.of(new GraphFacts.Relation(0, 11, "KNOWS"), new GraphFacts.Relation(0, 12, "FOLLOWS")),
            SHAPES,
            Set.of());

    /** Who is followed is followed by as many as given; all else is as even as the counts are. */
    private static GraphFacts followedBy(long followers) {
        List<End> ends = new ArrayList<>();
        List<Degree> degrees = new ArrayList<>();
        Side knows = new Side(11, true);
        Side known = new Side(11, false);
        Side follows = new Side(12, true);
        Side followed = new Side(12, false);
        for (long node = 0; node < 400; node++) {
            Side reached = List.of(knows, known, follows, followed).get((int) (node % 4));
            ends.add(new End(node, 1, reached, 1));
            degrees.add(new Degree(node, knows, 5));
            degrees.add(new Degree(node, known, 5));
            degrees.add(new Degree(node, follows, 4));
            degrees.add(new Degree(node, followed, reached.equals(followed) ? followers : 4));
        }
        return EVEN.with(DegreeLifts.of(SETS, SHAPES, ends, degrees));
    }

    private static String plan(GraphFacts facts, String query) {
        return QueryCompiler.forDialect("sqlite")
                .compile(query, Map.of(), 1, facts)
                .explanation()
                .plan()
                .toString();
    }

    private static final String BOTH_FOLLOW =
            "MATCH (a:P)-[e:KNOWS]->(b), (a)-[f:FOLLOWS]->(c)<-[g:FOLLOWS]-(b) RETURN a.name AS a, c.name AS c";

    @Test
    void edgesOfOneEndAreNotJoinedOverANodeThatManyReach() {
        assertThat(plan(EVEN, BOTH_FOLLOW)).as("with even degrees").contains("(a)-[e:KNOWS]->(b) into");
        assertThat(plan(followedBy(900), BOTH_FOLLOW))
                .contains("(c)<-[g:FOLLOWS]-(b) into")
                .doesNotContain("KNOWS]->(b) into");
    }

    @Test
    void whatIsEvenInTheSampleIsPlannedAsWithoutOne() {
        assertThat(plan(followedBy(4), BOTH_FOLLOW)).isEqualTo(plan(EVEN, BOTH_FOLLOW));
    }
}
