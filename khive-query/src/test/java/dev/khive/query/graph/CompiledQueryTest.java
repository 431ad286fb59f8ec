package dev.khive.query.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.khive.api.query.EdgeValue;
import dev.khive.api.query.NodeValue;
import dev.khive.api.query.PathValue;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.Row;
import dev.khive.query.CompiledQuery;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a compiled statement promises beside its rows: scope, liveness, plan, explanation, values. */
class CompiledQueryTest {
    private final GraphFixture graph = new GraphFixture();

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void aTwinInAnotherScopeIsNeverSeen() {
        for (int scope : new int[] {1, 2}) {
            long ann = graph.node(scope, List.of("Person"), Map.of("name", "Ann", "scope", (long) scope));
            long bob = graph.node(scope, List.of("Person"), Map.of("name", "Bob", "scope", (long) scope));
            graph.edge(scope, ann, "KNOWS", bob, Map.of());
        }
        String query = "MATCH (a:Person)-[:KNOWS]-(b) OPTIONAL MATCH (b)-[*0..2]-(c) RETURN a.scope, b.scope, c.scope";
        assertThat(graph.query(query))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.toList()).containsOnly(1L));
        assertThat(graph.query("MATCH (n) RETURN count(*) AS n").getFirst().longValue("n"))
                .isEqualTo(2);
    }

    @Test
    void aNodeThatAnOptionalMatchLeftNullMatchesNothing() {
        graph.node(List.of("P"), Map.of());
        String optional = "MATCH (a) OPTIONAL MATCH (a)-[:R]->(b) ";
        assertThat(graph.query(optional + "MATCH (b) RETURN a")).isEmpty();
        assertThat(graph.query(optional + "MATCH p = (b) RETURN p")).isEmpty();
        assertThat(graph.query(optional + "OPTIONAL MATCH p = (b) RETURN p")).hasSize(1);
        assertThat(graph.query(optional + "RETURN EXISTS { MATCH (b) } AS there")
                        .getFirst()
                        .bool("there"))
                .isFalse();
    }

    @Test
    void aListThatIsNullEqualsNothing() {
        graph.node(List.of("P"), Map.of("l", List.of(1L)));
        graph.node(List.of("P"), Map.of());
        assertThat(graph.query("MATCH (n) WHERE tail(n.l) = [] RETURN n")).hasSize(1);
        assertThat(graph.query("MATCH (n) WHERE NOT (n.l[0..1] <> [1]) RETURN n"))
                .hasSize(1);
        assertThat(graph.query("MATCH (n) WHERE [x IN n.l | x] <> [2] RETURN n"))
                .hasSize(1);
        assertThat(graph.query("MATCH (n) WHERE [1] IN [tail(n.l), [2]] RETURN n"))
                .isEmpty();
    }

    @Test
    void anEmptyListIsNoPlaceOfAColumn() {
        graph.node(List.of("P"), Map.of());
        assertThat(graph.query("MATCH (n) RETURN n IN [] AS there, count(*) AS n"))
                .extracting(Row::toList)
                .containsExactly(List.of(false, 1L));
        assertThat(graph.query("MATCH (n) RETURN n ORDER BY n IN []")).hasSize(1);
    }

    @Test
    void severalScopesAreReadTogetherAndNodesNameTheirs() {
        graph.node(1, List.of("P"), Map.of());
        graph.node(2, List.of("P"), Map.of());
        CompiledQuery query = GraphFixture.compile("MATCH (n:P) RETURN n", Map.of(), 2);
        assertThat(graph.run(query, Map.of(), 1, 2))
                .extracting(row -> row.node("n").namespace())
                .containsExactlyInAnyOrder("test", "other");
    }

    @Test
    void deadNodesAndEdgesAreNotMatched() {
        long live = graph.node(List.of(), Map.of());
        long gone = graph.node(List.of(), Map.of());
        long edge = graph.edge(live, "R", gone, Map.of());
        graph.insert("update node set dead_at = 0 where node_id = ?", gone);
        graph.insert("update edge set dead_at = 0 where edge_id = ?", edge);
        assertThat(graph.query("MATCH (n) RETURN n")).hasSize(1);
        assertThat(graph.query("MATCH (a)-[*0..3]-(b) RETURN a, b")).hasSize(1);
    }

    @Test
    void keysThatBeginWithADollarAreKeysLikeOthers() {
        graph.node(List.of("A"), Map.of("$x", 1L, "$node", 2L));
        Row row = graph.query("MATCH (n:A) RETURN n, n.`$x` AS x, keys(n) AS k, {`$edge`: n.`$node`} AS m")
                .getFirst();
        assertThat(row.node("n").properties()).containsEntry("$x", 1L).containsEntry("$node", 2L);
        assertThat(row.value("x")).isEqualTo(1L);
        assertThat(row.list("k"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrder("$x", "$node");
        assertThat(row.value("m")).isEqualTo(Map.of("$edge", 2L));
    }

    @Test
    void nodesEdgesAndPathsComeOutWhole() {
        long a = graph.node(List.of("A", "B"), Map.of("v", 1.0));
        long b = graph.node(List.of(), Map.of());
        long edge = graph.edge(a, "R", b, Map.of("w", List.of(1L, 2L)));
        Row row = graph.query("MATCH p = (a:A)-[r]->(b) RETURN a, r, p, [a, r, 1] AS l")
                .getFirst();
        NodeValue node = new NodeValue(GraphFixture.id(a), "test", List.of("A", "B"), Map.of("v", 1.0));
        EdgeValue found = row.edge("r");
        assertThat(row.node("a")).isEqualTo(node);
        assertThat(found)
                .isEqualTo(new EdgeValue(
                        GraphFixture.id(edge),
                        "test",
                        GraphFixture.id(a),
                        GraphFixture.id(b),
                        "R",
                        1.0,
                        Map.of("w", List.of(1L, 2L))));
        assertThat(row.path("p"))
                .isEqualTo(new PathValue(
                        List.of(node, new NodeValue(GraphFixture.id(b), "test", List.of(), Map.of())), List.of(found)));
        assertThat(row.value("l")).isEqualTo(List.of(node, found, 1L));
    }

    @Test
    void everyStepOfAPatternSeeksAnIndex() {
        CompiledQuery query = GraphFixture.compile(
                "MATCH (a:A)-[:R]-(b)-[:S]->(c:C) WHERE NOT (a)-[:R]-(c) RETURN count(*)", Map.of());
        assertThat(graph.plan(query)).noneMatch(step -> step.matches("SCAN [ne][0-9]+.*"));
        assertThat(graph.plan(query)).noneMatch(step -> step.contains("edge_out (scope_id=?)"));
    }

    @Test
    void anExplanationShowsPlanSqlAndBindsWithoutValues() {
        String text = GraphFixture.compile(
                        "MATCH (a:A)-[:R]->(b) WHERE a.secret = $secret RETURN b.name AS name",
                        Map.of("secret", "hunter2"))
                .explanation()
                .text();
        assertThat(text)
                .contains("Expand (a)-[edge1:R]->(b)")
                .contains("NodeScan (a:A)")
                .contains("\n  where (")
                .contains("$secret STRING")
                .doesNotContain("hunter2");
    }

    @Test
    void theSameTextWithTheSameTypesIsCompiledOnce() {
        String text = "RETURN $v AS v";
        assertThat(GraphFixture.compile(text, Map.of("v", 1L))).isSameAs(GraphFixture.compile(text, Map.of("v", 2L)));
        assertThat(GraphFixture.compile(text, Map.of("v", 1L)))
                .isNotSameAs(GraphFixture.compile(text, Map.of("v", "text")));
    }

    @Test
    void aFaultMetWhileRunningIsAQueryException() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> graph.query("UNWIND [1, 0] AS x RETURN 1 / x"))
                .satisfies(fault -> assertThat(fault.code()).isEqualTo("DivisionByZero"));
    }

    @Test
    void nanIsNeitherEqualNorLessNorGreater() {
        graph.node(List.of("A"), Map.of("v", Double.NaN));
        graph.node(List.of("A"), Map.of("v", Double.POSITIVE_INFINITY));
        assertThat(graph.query("MATCH (n:A) WHERE n.v = n.v RETURN n")).hasSize(1);
        assertThat(graph.query("MATCH (n:A) WHERE n.v > 1 RETURN n.v AS v"))
                .extracting(row -> row.doubleValue("v"))
                .containsExactly(Double.POSITIVE_INFINITY);
    }

    record NameAndAge(String name, long age) {}

    @Test
    void aRowBecomesARecord() {
        graph.node(List.of("P"), Map.of("name", "Ann", "age", 30L));
        assertThat(graph.query("MATCH (p:P) RETURN p.name AS name, p.age AS age")
                        .getFirst()
                        .as(NameAndAge.class))
                .isEqualTo(new NameAndAge("Ann", 30));
    }
}
