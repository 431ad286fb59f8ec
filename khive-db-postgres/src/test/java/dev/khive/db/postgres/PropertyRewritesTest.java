package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.PropertyIndex;
import dev.khive.api.Scope;
import dev.khive.api.query.Explanation;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rewrites make of conditions, orders and aggregates of properties, and the rows with each of them on and off. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PropertyRewritesTest {
    private static final Scope SCOPE = Scope.of("rewrites", "main");
    private static final Map<String, Object> PARAMETERS = Map.of(
            "a", 20, "b", 22.5, "x", "person 19", "ranks", List.of(7, 9), "names", List.of("person 7", "nobody"));

    private TestServer server;
    private Backend with;
    private Backend without;

    @BeforeAll
    void fill() throws SQLException {
        server = TestServer.require();
        String address = server.newSchema();
        with = Khive.open(TestServer.config(address, Map.of()));
        with.in(SCOPE)
                .entities()
                .upsertAll(
                        IntStream.range(0, 3_000)
                                .mapToObj(i -> EntityDraft.of("Person", Map.of("name", "person " + i, "rank", i)))
                                .toList(),
                        BatchMode.ATOMIC);
        with.operations().createPropertyIndex(PropertyIndex.onNodes("rank"));
        with.operations().analyze();
        without = Khive.open(TestServer.config(
                address, Map.of("query.rewrites-off", "property-conditions, read-once, index-order")));
    }

    @AfterAll
    void close() throws SQLException {
        if (server != null) {
            with.close();
            without.close();
            server.close();
        }
    }

    private static List<String> rows(Backend backend, String query) {
        return backend.in(SCOPE).query(query, PARAMETERS).toList().stream()
                .map(row -> row.toList().toString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            property-conditions | property_2_number | MATCH (n:Person) WHERE n.rank >= $a AND n.rank < $b RETURN n.name AS name ORDER BY name
            property-conditions | property_2_number | MATCH (n:Person) WHERE n.rank IN $ranks RETURN n.name AS name ORDER BY name
            property-conditions | property_1_text   | MATCH (n:Person) WHERE n.name IN $names RETURN n.name AS name
            property-conditions | property_1_text   | MATCH (n:Person) WHERE n.name STARTS WITH $x RETURN count(*) AS n
            index-order         | property_2_number | MATCH (n:Person) WHERE n.rank >= $a RETURN n.name AS name ORDER BY n.rank DESC LIMIT 3
            read-once           | Subquery Scan     | MATCH (n:Person) RETURN n.name AS name, n.rank AS rank ORDER BY n.rank DESC LIMIT 3
            read-once           | Aggregate         | MATCH (n:Person) RETURN sum(n.rank) AS sum, max(n.name) AS greatest
            """)
    void aRewriteIsSeenInThePlanAndNotInTheRows(String rewrite, String step, String query) {
        Explanation explanation = with.in(SCOPE).explainWithDatabasePlan(query, PARAMETERS);

        assertThat(explanation.rewrites()).contains(rewrite);
        assertThat(String.join("\n", explanation.databasePlan())).contains(step);
        assertThat(without.in(SCOPE).explain(query, PARAMETERS).rewrites()).doesNotContain(rewrite);
        assertThat(rows(with, query)).isNotEmpty().isEqualTo(rows(without, query));
    }
}
