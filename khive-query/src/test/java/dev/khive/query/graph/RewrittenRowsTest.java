package dev.khive.query.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.query.Explanation;
import dev.khive.api.query.Row;
import dev.khive.query.CompiledQuery;
import dev.khive.query.QueryCompiler;
import dev.khive.query.facts.GraphFacts;
import dev.khive.query.plan.Rewrite;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rewrites that rest on facts of the graph: what changes, and that the rows do not. */
class RewrittenRowsTest {
    private final GraphFixture graph = new GraphFixture();
    private GraphFacts facts = GraphFacts.UNKNOWN;

    /**
     * Persons of two cities and a country know each other, write posts and comments, and tag them.
     * (Person)-LIVES_IN->(City)-PART_OF->(Country), (Message)-BY->(Person), (Comment)-REPLY_OF->(Message), (Message)-TAGGED->(Tag).
     */
    @BeforeEach
    void draw() {
        long country = graph.node(List.of("Place", "Country"), Map.of("name", "C"));
        long[] cities = new long[2];
        for (int city = 0; city < cities.length; city++) {
            cities[city] = graph.node(List.of("Place", "City"), Map.of("name", "city" + city));
            graph.edge(cities[city], "PART_OF", country, Map.of());
        }
        long[] persons = new long[8];
        for (int person = 0; person < persons.length; person++) {
            persons[person] = graph.node(List.of("Person"), Map.of("name", "p" + person, "age", 20L + person));
            graph.edge(persons[person], "LIVES_IN", cities[person % 2], Map.of());
        }
        for (int person = 0; person < persons.length; person++) {
            graph.edge(
                    persons[person], "KNOWS", persons[(person + 1) % persons.length], Map.of("since", (long) person));
            graph.edge(persons[person], "KNOWS", persons[(person * 3) % persons.length], Map.of());
        }
        long[] tags = new long[3];
        for (int tag = 0; tag < tags.length; tag++) {
            tags[tag] = graph.node(List.of("Tag"), Map.of("name", "t" + tag));
        }
        long[] messages = new long[24];
        for (int message = 0; message < messages.length; message++) {
            boolean post = message < 6;
            messages[message] =
                    graph.node(List.of(post ? "Post" : "Comment", "Message"), Map.of("size", (long) message));
            graph.edge(messages[message], "BY", persons[message % 5], Map.of());
            graph.edge(messages[message], "TAGGED", tags[message % 3], Map.of());
            if (message % 4 == 0) {
                graph.edge(messages[message], "TAGGED", tags[(message + 1) % 3], Map.of());
            }
            if (!post) {
                graph.edge(messages[message], "REPLY_OF", messages[message / 3], Map.of());
            }
        }
        graph.node(List.of(), Map.of("name", "nobody"));
        facts = graph.facts(1);
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (c:Country)<-[:PART_OF]-(:City)<-[:LIVES_IN]-(p:Person) RETURN p.name AS a, c.name AS b",
                "MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person) WHERE a <> c RETURN a.name AS a, c.name AS b",
                "MATCH (a:Person)-[:KNOWS]-(b:Person)-[:KNOWS]-(c:Person)-[:KNOWS]-(a) RETURN a.name AS a, b.name AS b, c.name AS c",
                "MATCH (t:Tag)<-[:TAGGED]-(m:Message)<-[:REPLY_OF]-(c:Comment)-[:TAGGED]->(u:Tag) WHERE t <> u RETURN t.name AS a, u.name AS b, m.size AS c",
                "MATCH (t:Tag)<-[:TAGGED]-(m)<-[:REPLY_OF]-(c)-[:TAGGED]->(u) RETURN t.name AS a, u.name AS b, m.size AS c",
                "MATCH (p:Person)<-[:BY]-(c:Comment)-[:REPLY_OF]->(m:Post)-[:BY]->(q:Person), (p)-[:KNOWS]-(q) RETURN p.name AS a, q.name AS b, m.size AS c",
                "MATCH (m:Post)<-[:REPLY_OF]-(c:Post) RETURN m.size AS a",
                "MATCH (m:Message)<-[:REPLY_OF*1..2]-(c:Message) RETURN m.size AS a, c.size AS b",
                "MATCH (m:Message)<-[:REPLY_OF*0..2]-(c:Post) RETURN m.size AS a, c.size AS b",
                "MATCH (a:Person {name: 'p1'})-[e:KNOWS]-(b:Person) WHERE e.since > 0 RETURN a.name AS a, b.name AS b",
                "MATCH (a:Person)-[:KNOWS]->(b) WHERE NOT b:Person RETURN b.name AS a",
                "MATCH (a)-[:KNOWS]->(b) WHERE NOT b:Tag AND a.age < 25 RETURN a.name AS a, b.name AS b",
                "MATCH (a) WHERE NOT a:Person RETURN a.name AS a, labels(a) AS b",
                "MATCH (a:!Person&!Tag) RETURN a.name AS a, labels(a) AS b",
                "MATCH (a:%) RETURN count(*) AS a",
                "MATCH (a:Person) OPTIONAL MATCH (a)<-[:BY]-(c:Comment)-[:TAGGED]->(t:Tag) RETURN a.name AS a, t.name AS b",
                "MATCH (a:Person) OPTIONAL MATCH (a)<-[:BY]-(c:Tag) RETURN a.name AS a, c.name AS b",
                "MATCH (a:Person) OPTIONAL MATCH (a)-[:NOTHING]->(c) RETURN a.name AS a, c.name AS b",
                "MATCH (a:Person) WHERE NOT (a)<-[:BY]-(:Post) RETURN a.name AS a",
                "MATCH (a:Person) WHERE EXISTS { MATCH (a)<-[:BY]-(:Comment)-[:REPLY_OF]->(:Post) } RETURN a.name AS a",
                "MATCH (a:Person) RETURN a.name AS a, COUNT { (a)<-[:BY]-(:Comment) } AS b, COUNT { (a)<-[:BY]-(:Person) } AS c",
                "MATCH (a:Person)-[e]->(b:City) RETURN a.name AS a, type(e) AS b",
                "MATCH (a:Person)-[e:!KNOWS]->(b) RETURN a.name AS a, type(e) AS b",
                "MATCH (a:Person)-[e]->(b) WHERE e:LIVES_IN RETURN a.name AS a, b.name AS b",
                "MATCH (a:Person {name: 'p2'}), (b:Person {name: 'p5'}) MATCH p = shortestPath((a)-[:KNOWS*]-(b)) RETURN length(p) AS a",
                "UNWIND ['p1', 'p3', 'none'] AS name MATCH (a:Person {name: name})-[:KNOWS]->(b:Person) RETURN name AS a, b.name AS b",
                "MATCH (a:Person)-[e:KNOWS]->(b:Person) WITH a, e, b MATCH (c:Person)-[e]->(d:Person) RETURN c.name AS a, d.name AS b",
                "MATCH (a:Person)-[e:KNOWS]->(b) MATCH (c)-[e]-(d:Person) RETURN c.name AS a, d.name AS b",
                "MATCH (a:Person), (t:Tag) WHERE a.age < 23 RETURN a.name AS a, t.name AS b",
                "MATCH (a:Person)-[:KNOWS]->(a) RETURN a.name AS a",
                "MATCH (n:Robot) RETURN n.name AS a",
                "MATCH (n:Robot) RETURN count(*) AS a"
            })
    void rowsAreTheSameWithAllRewritesWithEachOffAndWithNone(String text) {
        List<String> expected = rows(text, GraphFacts.UNKNOWN, Set.of());
        assertThat(rows(text, facts, Rewrite.all())).isEqualTo(expected);
        assertThat(rows(text, facts, Set.of())).isEqualTo(expected);
        for (Rewrite off : Rewrite.values()) {
            assertThat(rows(text, facts, Rewrite.allBut(off.title())))
                    .as("without %s", off.title())
                    .isEqualTo(expected);
        }
    }

    private List<String> rows(String text, GraphFacts known, Set<Rewrite> on) {
        return graph.run(compile(text, known, on), Map.of(), 1).stream()
                .map(Row::toMap)
                .map(Object::toString)
                .sorted()
                .toList();
    }

    private static CompiledQuery compile(String text, GraphFacts known, Set<Rewrite> on) {
        return QueryCompiler.forDialect("sqlite", on).compile(text, Map.of(), 1, known);
    }

    private Explanation explain(String text) {
        return compile(text, facts, Rewrite.all()).explanation();
    }

    private Explanation explainWithout(Rewrite off, String text) {
        return compile(text, facts, Rewrite.allBut(off.title())).explanation();
    }

    @Nested
    class Names {
        @Test
        void areNumbersWhereTheFactsTellThem() {
            Explanation explanation = explain("MATCH (a:City)<-[:LIVES_IN]-(b) RETURN b.name AS n");
            assertThat(explanation.rewrites()).contains("names-as-numbers");
            assertThat(explanation.sql()).doesNotContain("from relation").doesNotContain("from label");
        }

        @Test
        void areLookedUpWhereTheRewriteIsOff() {
            Explanation explanation =
                    explainWithout(Rewrite.NAMES_AS_NUMBERS, "MATCH (a:City)<-[:LIVES_IN]-(b) RETURN b.name AS n");
            assertThat(explanation.rewrites()).doesNotContain("names-as-numbers");
            assertThat(explanation.sql()).contains("from relation");
        }
    }

    @Nested
    class Labels {
        @Test
        void areNotTestedWhereAnEdgeImpliesThem() {
            Explanation explanation = explain("MATCH (a:Person {name: 'p1'})-[:KNOWS]-(b:Person) RETURN count(*) AS n");
            assertThat(explanation.rewrites()).contains("labels-proved");
            assertThat(operators(explanation)).noneMatch(operator -> operator.contains("b:Person"));
        }

        @Test
        void areTestedWhereTheRelationLeavesADoubt() {
            Explanation explanation = explain("MATCH (a:Person {name: 'p1'})<-[:BY]-(b:Post) RETURN count(*) AS n");
            assertThat(operators(explanation)).anyMatch(operator -> operator.contains("b:Post"));
        }

        @Test
        void thatImplyEachOtherAreNotBothLeftOut() {
            long robot = graph.node(List.of("Robot"), Map.of());
            graph.edge(robot, "KNOWS", robot, Map.of());
            facts = graph.facts(1);
            Explanation explanation = explain("MATCH (a:Person)-[:KNOWS]->(b:Person) RETURN count(*) AS n");
            assertThat(operators(explanation)).anyMatch(operator -> operator.contains(":Person"));
            assertThat(rows("MATCH (a:Person)-[:KNOWS]->(b:Person) RETURN count(*) AS n", facts, Rewrite.all()))
                    .containsExactly("{n=16}");
        }

        @Test
        void areTestedWhereTheEdgeMayBeMissing() {
            assertThat(rows("MATCH (m:Post)<-[:REPLY_OF*0..1]-(c:Comment) RETURN count(*) AS n", facts, Rewrite.all()))
                    .isEqualTo(rows(
                            "MATCH (m:Post)<-[:REPLY_OF]-(c:Comment) RETURN count(*) AS n",
                            GraphFacts.UNKNOWN,
                            Set.of()));
        }

        @Test
        void ofTheNodesThatAnEdgeCanJoinAreWhereAPatternWithoutLabelsBegins() {
            Explanation explanation = explain("MATCH (a)-[:LIVES_IN]->(b) RETURN count(*) AS n");
            assertThat(explanation.rewrites()).contains("labels-inferred");
            assertThat(operators(explanation)).anyMatch(operator -> operator.matches("NodeScan .*:(Person|City)\\)"));
        }
    }

    @Test
    void aPatternThatNothingMatchesReadsNothing() {
        for (String text : List.of(
                "MATCH (a:Tag)-[:KNOWS]->(b) RETURN b.name AS n",
                "MATCH (a)-[:FOLLOWS]->(b) RETURN b.name AS n",
                "MATCH (a:Tag&Person) RETURN a.name AS n")) {
            assertThat(explain(text).rewrites()).contains("no-match");
            assertThat(operators(explain(text))).contains("Filter false");
            assertThat(explainWithout(Rewrite.NO_MATCH, text).rewrites()).doesNotContain("no-match");
        }
    }

    @Nested
    class Edges {
        @Test
        void areNotToldApartWhereTheirEndsAre() {
            String text =
                    "MATCH (t:Tag)<-[:TAGGED]-(m)<-[:REPLY_OF]-(c)-[:TAGGED]->(u:Tag) WHERE t <> u RETURN count(*) AS n";
            assertThat(operators(explain(text))).noneMatch(operator -> operator.startsWith("DistinctEdges"));
            assertThat(operators(explain(text.replace(" WHERE t <> u", ""))))
                    .anyMatch(operator -> operator.startsWith("DistinctEdges"));
        }

        @Test
        void areNotToldApartWhereLabelsKeepThemApart() {
            String text = "MATCH (:Post)-[:BY]->(p)<-[:BY]-(:Comment) RETURN p.name AS n";
            assertThat(operators(explain(text))).noneMatch(operator -> operator.startsWith("DistinctEdges"));
            assertThat(operators(explainWithout(Rewrite.DISTINCT_EDGES, text)))
                    .anyMatch(operator -> operator.startsWith("DistinctEdges"));
        }
    }

    @Test
    void aPairOfNodesIsLookedUpWhereItsEdgesLieTogether() {
        String text = "MATCH (c:Comment)-[:BY]->(p:Person), (c)-[:TAGGED]->(t:Tag), (c)-[:REPLY_OF]->(m)-[:TAGGED]->(t)"
                + " RETURN count(*) AS n";
        assertThat(explain(text).rewrites()).contains("pair-index");
        assertThat(explain(text).sql()).contains("indexed by edge_out").doesNotContain("indexed by edge_in");
        assertThat(explainWithout(Rewrite.PAIR_INDEX, text).sql()).doesNotContain("indexed by");
    }

    @Test
    void joinsBeginWhereLeastIsRead() {
        String text =
                "MATCH (m:Message)-[:BY]->(p:Person)-[:LIVES_IN]->(c:City)-[:PART_OF]->(d:Country) RETURN count(*) AS n";
        assertThat(explain(text).rewrites()).contains("join-order");
        assertThat(operators(explain(text)).getLast()).isEqualTo("NodeScan (d:Country)");
        assertThat(explainWithout(Rewrite.JOIN_ORDER, text).rewrites()).doesNotContain("join-order");
    }

    private static List<String> operators(Explanation explanation) {
        return operators(explanation.plan()).toList();
    }

    private static Stream<String> operators(Explanation.Operator operator) {
        return Stream.concat(
                Stream.of(operator.name() + " " + operator.detail()),
                operator.inputs().stream().flatMap(RewrittenRowsTest::operators));
    }
}
