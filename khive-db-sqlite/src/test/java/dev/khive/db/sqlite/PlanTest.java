package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.query.Explanation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How SQLite goes about the statements that everything else is made of: always by an index, never through a whole table. */
class PlanTest {
    private static Backend backend;

    @BeforeAll
    static void open() {
        backend = Khive.open("sqlite::memory:");
        SampleGraph.write(backend.in(Scope.DEFAULT), 200);
    }

    @AfterAll
    static void close() {
        backend.close();
    }

    private static List<String> plan(String sql, int binds) {
        return backend.sql().query("EXPLAIN QUERY PLAN " + sql, new Object[binds]).stream()
                .map(row -> String.valueOf(row.get("detail")))
                .toList();
    }

    private static List<String> planOf(String query) {
        Explanation explanation = backend.in(Scope.DEFAULT).explain(query, Map.of("x", "person 5"));
        return plan(explanation.sql(), explanation.binds().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            MATCH (a:Person {name: $x})-[:KNOWS]->(b) RETURN b.name AS n                        | INDEX property_1      | COVERING INDEX edge_out
            MATCH (b)-[:KNOWS]->(a:Person {name: $x}) RETURN b.name AS n                        | INDEX property_1      | COVERING INDEX edge_in
            MATCH (a:Person)-[:KNOWS]->(b)-[:KNOWS]->(c) WHERE a.name = $x RETURN c.name AS n   | INDEX property_1      | COVERING INDEX edge_out
            MATCH (a:Person {name: $x})-[:KNOWS*1..3]->(b) RETURN DISTINCT b.name AS n          | INDEX property_1      | COVERING INDEX edge_out
            MATCH (a:Person {name: $x})-[:KNOWS]->(b)-[:KNOWS]->(c) RETURN c.name AS n, count(*) AS m | INDEX property_1 | COVERING INDEX edge_out
            MATCH (a:Person {name: $x})-[:KNOWS]->(b)-[:KNOWS]->(c) RETURN count(DISTINCT c) AS n | INDEX property_1      | COVERING INDEX edge_out
            MATCH (a:Person {name: $x})-[:KNOWS]->(b)-[:KNOWS]->(c) RETURN sum(c.age) AS n      | INDEX property_1      | COVERING INDEX edge_out
            MATCH (a:Person) RETURN count(*) AS n                                               | COVERING INDEX node_label_set | label_set_id=?
            """)
    void patternsBeginAtAnIndexAndStepThroughCoveringOnes(String query, String begin, String step) {
        assertThat(planOf(query))
                .anySatisfy(line -> assertThat(line).contains(begin))
                .anySatisfy(line -> assertThat(line).contains(step))
                .noneMatch(PlanTest::scansATable);
    }

    @Test
    void rowsOfNothingButTheirStartAreNotJoinedToTheEndsAgain() {
        assertThat(planOf("MATCH (a:Person {name: $x})-[:KNOWS*1..3]->(b) WHERE a <> b RETURN count(DISTINCT b) AS n"))
                .noneMatch(line -> line.contains("AUTOMATIC"));
        assertThat(planOf("MATCH (a:Person {name: $x})<-[:KNOWS]-(c)-[:KNOWS*1..3]->(b) RETURN DISTINCT a, b"))
                .as("what else the rows hold is joined to the ends of their starts")
                .anyMatch(line -> line.contains("AUTOMATIC"));
    }

    /** The compiler calls rows of nodes n1, n2 … and rows of edges e1, e2 … */
    private static boolean scansATable(String line) {
        return line.matches("SCAN ([ne]\\d+|node|edge|event|document|vector|label|relation)\\b.*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM node WHERE scope_id = 1 AND uuid = x'00'",
                "SELECT * FROM edge WHERE scope_id = 1 AND uuid = x'00'",
                "SELECT * FROM event WHERE scope_id = 1 AND sequence > 5 ORDER BY sequence LIMIT 10",
                "SELECT * FROM event WHERE scope_id = 1 AND subject = x'00' ORDER BY sequence",
                "SELECT * FROM event WHERE scope_id = 1 AND idempotency_key = 'k'",
                "SELECT * FROM edge WHERE scope_id = 1 AND source_id = 1 AND (dead_at IS NULL OR dead_at > 5)",
                "SELECT * FROM edge WHERE scope_id = 1 AND target_id = 1 AND (dead_at IS NULL OR dead_at > 5)",
                "SELECT * FROM document WHERE node_id = 1",
                "SELECT * FROM vector WHERE node_id = 1",
                "DELETE FROM node WHERE node_id = 1",
            })
    void rowsAreFoundBySearchAndInOrderWithoutSorting(String sql) {
        assertThat(plan(sql, 0))
                .isNotEmpty()
                .noneMatch(line -> line.startsWith("SCAN") || line.contains("TEMP B-TREE"));
    }

    /** Deleting a row looks for rows that refer to it; without an index on them that would read the whole table. */
    @Test
    void everyReferenceToARowThatCanGoHasAnIndex() {
        List<Map<String, Object>> references = List.copyOf(backend.sql().query("""
                SELECT m.name AS child, group_concat(f."from", ',') AS columns
                FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
                WHERE m.type = 'table' AND f."table" = 'node'
                GROUP BY m.name, f.id""")).stream()
                .map(row -> Map.copyOf(row))
                .toList();
        assertThat(references).hasSizeGreaterThan(3).allSatisfy(reference -> {
            String where = String.valueOf(reference.get("columns")).replace(",", " = 1 AND ") + " = 1";
            assertThat(plan("SELECT 1 FROM " + reference.get("child") + " WHERE " + where, 0))
                    .as("%s", reference)
                    .noneMatch(line -> line.startsWith("SCAN"));
        });
    }
}
