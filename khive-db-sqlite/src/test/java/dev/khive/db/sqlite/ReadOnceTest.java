package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders and aggregates read a property once a row, and give the rows that they give without that. */
class ReadOnceTest {
    private static final String REWRITE = "read-once";

    private static Backend with;
    private static Backend without;

    @BeforeAll
    static void open() {
        with = filled("");
        without = filled(REWRITE);
    }

    private static Backend filled(String off) {
        Backend backend = Khive.open(KhiveConfig.builder()
                .url("sqlite::memory:")
                .set("query.rewrites-off", off)
                .build());
        SampleGraph.write(backend.in(Scope.DEFAULT), 50);
        return backend;
    }

    @AfterAll
    static void close() {
        with.close();
        without.close();
    }

    private static List<String> rows(Backend backend, String query) {
        return backend.in(Scope.DEFAULT).query(query).toList().stream()
                .map(row -> row.toList().toString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n:Person) RETURN n.rank AS rank, n.name AS name ORDER BY n.rank DESC LIMIT 3",
                "MATCH (n:Person)-[:KNOWS]->(m) RETURN m.name AS name, labels(n) AS labels ORDER BY n.name, m.rank SKIP 2 LIMIT 3",
                "MATCH (n:Even) RETURN n.name AS name, n.rank AS rank ORDER BY rank DESC",
                "MATCH (n:Odd) WITH n ORDER BY n.rank LIMIT 5 MATCH (n)-[:KNOWS]->(m) RETURN m.name AS name ORDER BY m.rank",
                "MATCH (n:Person) RETURN sum(n.rank) AS sum, min(n.name) AS least, max(n.rank) AS most, avg(n.rank) AS mean",
                "MATCH (n:Person)-[:KNOWS]->(m) RETURN n.name AS name, sum(m.rank) AS sum ORDER BY sum DESC LIMIT 4"
            })
    void theRowsAreTheSameWithAndWithout(String query) {
        assertThat(with.in(Scope.DEFAULT).explain(query).rewrites()).contains(REWRITE);
        assertThat(without.in(Scope.DEFAULT).explain(query).rewrites()).doesNotContain(REWRITE);
        assertThat(rows(with, query)).isEqualTo(rows(without, query));
    }

    @Test
    void anOrderReadsItsPropertyWhereItReadsTheRow() {
        List<String> plan = with.in(Scope.DEFAULT)
                .explainWithDatabasePlan(
                        "MATCH (n:Person) RETURN n.rank AS rank ORDER BY rank DESC LIMIT 3", java.util.Map.of())
                .databasePlan();
        assertThat(plan.getFirst()).startsWith("CO-ROUTINE");
        assertThat(plan).filteredOn(line -> line.contains("TEMP B-TREE")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n:Person) RETURN n.name AS name ORDER BY toUpper(n.name) LIMIT 3",
                "MATCH (n:Person) RETURN count(n.rank) AS ranks",
                "MATCH (n:Person) RETURN labels(n) AS labels ORDER BY n.rank",
                "MATCH (n:Person) RETURN labels(n) AS labels, sum(n.rank) AS sum"
            })
    void whatAsksMoreThanPropertiesIsLeftAsItIs(String query) {
        assertThat(with.in(Scope.DEFAULT).explain(query).rewrites()).doesNotContain(REWRITE);
    }
}
