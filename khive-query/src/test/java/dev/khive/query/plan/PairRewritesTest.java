package dev.khive.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.query.Explanation;
import dev.khive.query.QueryCompiler;
import dev.khive.query.facts.GraphFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts by pairs of nodes that share another, and by rows that are joined with pairs. */
class PairRewritesTest {
    private static final GraphFacts PLACES = GraphFacts.of(
            List.of(
                    new GraphFacts.LabelSet(0, 1, List.of("Person"), 1_000),
                    new GraphFacts.LabelSet(0, 2, List.of("City"), 100),
                    new GraphFacts.LabelSet(0, 3, List.of("Country"), 10),
                    new GraphFacts.LabelSet(0, 4, List.of("Post"), 50_000)),
            List.of(
                    new GraphFacts.Relation(0, 11, "KNOWS"),
                    new GraphFacts.Relation(0, 12, "IN"),
                    new GraphFacts.Relation(0, 13, "BY"),
                    new GraphFacts.Relation(0, 14, "ANSWERS")),
            List.of(
                    new GraphFacts.EdgeShape(1, 11, 1, 10_000),
                    new GraphFacts.EdgeShape(1, 12, 2, 1_000),
                    new GraphFacts.EdgeShape(2, 12, 3, 100),
                    new GraphFacts.EdgeShape(4, 13, 1, 50_000),
                    new GraphFacts.EdgeShape(4, 14, 4, 40_000)),
            Set.of());

    private static final String FRIENDS = "MATCH (a)-[:KNOWS]-(b)-[:KNOWS]-(c)-[:KNOWS]-(a) ";

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void pairsAreMadeOfThoseThatShareANode(String dialect) {
        Explanation explained = explained(
                dialect,
                FRIENDS + "MATCH (a)-[:IN]->(x)-[:IN]->(n:Country) MATCH (b)-[:IN]->(y)-[:IN]->(n)"
                        + " MATCH (c)-[:IN]->(z)-[:IN]->(n) RETURN count(*) AS k");

        assertThat(explained.rewrites()).contains("link-tables", "symmetric-once");
        assertThat(operators(explained.plan()))
                .filteredOn(operator -> operator.startsWith("LinkedPairs"))
                .contains("LinkedPairs (a)-[:KNOWS]-(c) ascending by (n)", "LinkedPairs (a)-[:KNOWS]-(a) by (n)");
        assertThat(explained.sql()).containsOnlyOnce("(k, e, n1)").doesNotContain("(k, e, n1, n2)");
        assertThat(operators(explained.plan())).contains("CountConstant 6");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void cornersThatAreLinkedInOtherWaysHaveNumbersOfTheirOwn(String dialect) {
        Explanation explained = explained(
                dialect,
                FRIENDS + "MATCH (a)-[:IN]->(x)-[:IN]->(n) MATCH (b)-[:IN]->(y)-[:IN]->(n)"
                        + " MATCH (c)<-[:BY]-()-[:BY]->()-[:IN]->()-[:IN]->(n) RETURN count(*) AS k");

        assertThat(explained.rewrites()).contains("link-tables", "symmetric-once");
        assertThat(explained.sql()).containsOnlyOnce("(k, e, n1, n2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    void twoNodesThatShareOneAreAPair(String dialect) {
        Explanation explained = explained(
                dialect,
                "MATCH (a)-[:KNOWS]-(b) MATCH (a)-[:IN]->(x)-[:IN]->(n) MATCH (b)-[:IN]->(y)-[:IN]->(n) RETURN count(*) AS k");

        assertThat(explained.rewrites()).contains("link-tables");
        assertThat(operators(explained.plan()))
                .contains("LinkedPairs (a)-[:KNOWS]-(b) ascending by (n)", "CountConstant 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (a)-[:IN]->(x)-[:IN]->(n), (b)-[:IN]->(y)-[:IN]->(n), (c)-[:IN]->(z)-[:IN]->(n)",
                "MATCH (a)-[:IN]->(x)-[:IN]->(n) MATCH (b)-[:IN]->(x) MATCH (b)-[:IN]->(n) MATCH (c)-[:IN]->(n)",
                "MATCH (a)-[:IN]-(x)-[:IN]->(n) MATCH (b)-[:IN]-(y)-[:IN]->(n) MATCH (c)-[:IN]-(z)-[:IN]->(n)",
                "MATCH (a)-[:IN]->(n) MATCH (b)-[:IN]->(n)",
            })
    void whatDependsOnTwoCornersIsNoLink(String links) {
        assertThat(explained("sqlite", FRIENDS + links + " RETURN count(*) AS k")
                        .rewrites())
                .doesNotContain("link-tables");
    }

    @Test
    void rowsAreJoinedWithPairsWhereTablesAreHashed() {
        String query =
                "MATCH (a)-[:KNOWS]-(b), (a)<-[:BY]-(x:Post)-[:ANSWERS]->(y:Post)-[:BY]->(b) RETURN count(*) AS k";

        Explanation explained = explained("postgres", query);
        assertThat(explained.rewrites()).contains("pair-joins", "pair-tables");
        assertThat(operators(explained.plan())).containsSubsequence("Pairs (a)-[:KNOWS]-(b)", "Project a AS a, b AS b");
        assertThat(explained("sqlite", query).rewrites())
                .contains("pair-lookups")
                .doesNotContain("pair-joins");
        assertThat(explained("postgres", query + " LIMIT 1").rewrites()).contains("pair-joins");
    }

    private static List<String> operators(Explanation.Operator operator) {
        List<String> all = new ArrayList<>(List.of(operator.name() + " " + operator.detail()));
        operator.inputs().forEach(input -> all.addAll(operators(input)));
        return all;
    }

    private static Explanation explained(String dialect, String text) {
        return QueryCompiler.forDialect(dialect)
                .compile(text, Map.of(), 1, PLACES)
                .explanation();
    }
}
