package dev.khive.query.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.query.QueryCompiler;
import dev.khive.query.facts.GraphFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RewriteTest {
    private static final String TWO_RELATIONS = "MATCH (a)-[:KNOWS]->(b)-[:LIKES]->(c) RETURN count(*) AS n";

    @Test
    void explainNamesARewriteThatChangedTheQuery() {
        assertThat(rewrites(TWO_RELATIONS, Rewrite.all())).contains("distinct-edges");
    }

    @Test
    void aRewriteThatIsOffChangesNothing() {
        assertThat(rewrites(TWO_RELATIONS, Rewrite.allBut("distinct-edges"))).doesNotContain("distinct-edges");
        assertThat(rewrites(TWO_RELATIONS, Set.of())).isEmpty();
    }

    @Test
    void aRewriteThatCouldNotBeDoneIsNotNamed() {
        assertThat(rewrites("MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c) RETURN count(*) AS n", Rewrite.all()))
                .doesNotContain("distinct-edges");
    }

    @Test
    void namesTurnRewritesOff() {
        assertThat(Rewrite.allBut("")).containsExactlyInAnyOrder(Rewrite.values());
        assertThat(Rewrite.allBut(" distinct-edges "))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Rewrite.DISTINCT_EDGES)));
        assertThat(Rewrite.allBut("all")).isEmpty();
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Rewrite.allBut("distinct-edges,joins"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("The setting query.rewrites-off names the rewrite \"joins\", which there is"
                        + " not; known are ")
                .hasMessageContaining("distinct-edges");
    }

    @Test
    void theManualHasEveryRewriteWithItsSentence() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "query-language.md"));
        assertThat(Arrays.stream(Rewrite.values())
                        .map(rewrite -> "| `" + rewrite.title() + "` | " + rewrite.description() + " |"))
                .allSatisfy(line -> assertThat(manual).contains(line));
    }

    @Test
    void numbersOfNamesStandInTheTextWhereThePlanOfATextIsKept() {
        GraphFacts facts = GraphFacts.of(
                List.of(new GraphFacts.LabelSet(0, 31, List.of("Person"), 10)),
                List.of(new GraphFacts.Relation(0, 71, "KNOWS")),
                List.of(new GraphFacts.EdgeShape(31, 71, 31, 30)),
                Set.of());
        String query = "MATCH (a:Person)-[:KNOWS]->(b) RETURN count(b) AS n";

        assertThat(sql("postgres", query, facts)).contains("relation_id = 71").contains("label_set_id = 31");
        assertThat(sql("sqlite", query, facts)).contains("relation_id = ?").contains("label_set_id = ?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p = shortestPath((a)-[:KNOWS*]-(b)) RETURN length(p) AS n",
                "p = ANY SHORTEST (a)-[:KNOWS*..4]->(b) WHERE length(p) > 1 RETURN a.name AS a, max(length(p)) AS n",
                "p = shortestPath((a)-[*0..]-(b)) RETURN a.name AS a ORDER BY length(p)"
            })
    void aShortestPathOfWhichTheLengthIsAskedForIsNotFound(String path) {
        String query = "MATCH (a:Person {name: 'x'}), (b:Person {name: 'y'}) MATCH " + path;
        assertThat(rewrites(query, Rewrite.all()))
                .contains("shortest-lengths")
                .doesNotContain("shortest-from-both-ends");
        assertThat(rewrites(query, Rewrite.allBut("shortest-lengths"))).contains("shortest-from-both-ends");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p = shortestPath((a)-[:KNOWS*]-(b)) RETURN p",
                "p = shortestPath((a)-[:KNOWS*]-(b)) RETURN length(p) AS n, nodes(p) AS m",
                "p = shortestPath((a)-[:KNOWS*]-(b)) RETURN count(p) AS n",
                "p = shortestPath((a)-[e:KNOWS*]-(b)) RETURN length(p) AS n, size(e) AS m",
                "p = shortestPath((a)-[:KNOWS*]-(b)) WITH p RETURN length(p) AS n",
                "p = allShortestPaths((a)-[:KNOWS*]-(b)) RETURN length(p) AS n",
                "p = shortestPath((a)-[:KNOWS*2..]-(b)) RETURN length(p) AS n",
                "p = ANY SHORTEST ACYCLIC (a)-[:KNOWS*]-(b) RETURN length(p) AS n",
                "p = shortestPath((a)-[:KNOWS*]-(b)), (b)-[:KNOWS]-(c) RETURN length(p) AS n"
            })
    void aShortestPathOfWhichMoreIsAskedForIsFound(String path) {
        String query = "MATCH (a:Person {name: 'x'}), (b:Person {name: 'y'}) MATCH " + path;
        assertThat(rewrites(query, Rewrite.all())).doesNotContain("shortest-lengths");
    }

    @Test
    void lengthsAreLeftToPathsWhereTheDatabaseHashes() {
        String query =
                "MATCH (a {name: 'x'}), (b {name: 'y'}), p = shortestPath((a)-[:KNOWS*]-(b)) RETURN length(p) AS n";
        assertThat(QueryCompiler.forDialect("postgres")
                        .compile(query, Map.of(), 1)
                        .explanation()
                        .rewrites())
                .contains("shortest-from-both-ends")
                .doesNotContain("shortest-lengths");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (a)-[:KNOWS]-(b)-[:LIKES]->(c) RETURN sum(a.age) AS n",
                "MATCH (a)-[:KNOWS]-(b)-[:LIKES]->(c) RETURN a.name AS k, min(a.age) AS n, count(*) AS m",
                "MATCH (a)-[:KNOWS]-(b)-[:LIKES]->(c) RETURN a.name AS k, count(DISTINCT a.age) AS n ORDER BY k",
            })
    void valuesOfSomeNodesAreTakenTimesTheNumberOfTheirMatches(String query) {
        assertThat(rewrites(query, Rewrite.all())).contains("push-aggregates").doesNotContain("push-counts");
        assertThat(rewrites(query, Rewrite.allBut("push-aggregates"))).doesNotContain("push-aggregates");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (a)-[:KNOWS]-(b)-[:LIKES]->(c) RETURN avg(a.age) AS n",
                "MATCH (a)-[:KNOWS]-(b)-[:LIKES]->(c) RETURN collect(a.age) AS n",
                "MATCH (a)-[:KNOWS]-(b)-[:LIKES]->(c) RETURN sum(a.age + 1) AS n",
                "MATCH (a)-[:KNOWS]-(b) OPTIONAL MATCH (b)-[:LIKES]->(c) RETURN sum(c.age) AS n",
                "MATCH (a)-[:KNOWS]->(b) RETURN sum(a.age + b.age) AS n",
            })
    void whatIsNoPlainValueOfCertainNodesIsAggregatedByRows(String query) {
        assertThat(rewrites(query, Rewrite.all())).doesNotContain("push-aggregates");
    }

    @Test
    void theFirstOfManyNodesByAPropertyAreBoundedByASample() {
        String query = "MATCH (a:Person) RETURN a.name AS n ORDER BY a.rank DESC LIMIT 10";

        for (String dialect : List.of("sqlite", "postgres")) {
            assertThat(sql(dialect, query, persons(150_000))).contains(" % 197 = 0");
            assertThat(sql(dialect, query, persons(20_000))).contains(" % 97 = 0");
            assertThat(sql(dialect, query, persons(4_999))).doesNotContain("%");
            assertThat(sql(dialect, query, GraphFacts.UNKNOWN)).doesNotContain("%");
        }
    }

    @Test
    void noSampleIsAskedWhereTooManyRowsAreWantedOrTheOrderIsOfNoScan() {
        String scan = "MATCH (a:Person) ";
        assertThat(List.of(
                        scan + "RETURN a.name AS n ORDER BY a.rank LIMIT 2000",
                        scan + "RETURN a.name AS n ORDER BY a.rank SKIP 2000 LIMIT 1",
                        scan + "RETURN a.name AS n ORDER BY a.rank LIMIT 0",
                        scan + "RETURN a.name AS n ORDER BY a.rank",
                        scan + "RETURN a.name AS n ORDER BY -a.rank LIMIT 10",
                        scan + "RETURN DISTINCT a.rank AS n ORDER BY n LIMIT 10",
                        scan + "WHERE rand() < 0.5 RETURN a.name AS n ORDER BY a.rank LIMIT 10",
                        "UNWIND [1, 2] AS x " + scan + "RETURN x, a.name AS n ORDER BY a.rank LIMIT 10"))
                .allSatisfy(query ->
                        assertThat(sql("sqlite", query, persons(150_000))).doesNotContainPattern(" % \\d+ = 0"));
    }

    private static GraphFacts persons(long nodes) {
        return GraphFacts.of(
                List.of(new GraphFacts.LabelSet(0, 31, List.of("Person"), nodes)), List.of(), List.of(), Set.of());
    }

    private static String sql(String dialect, String text, GraphFacts facts) {
        return QueryCompiler.forDialect(dialect)
                .compile(text, Map.of(), 1, facts)
                .explanation()
                .sql();
    }

    private static List<String> rewrites(String text, Set<Rewrite> on) {
        return QueryCompiler.forDialect("sqlite", on)
                .compile(text, Map.of(), 1)
                .explanation()
                .rewrites();
    }
}
