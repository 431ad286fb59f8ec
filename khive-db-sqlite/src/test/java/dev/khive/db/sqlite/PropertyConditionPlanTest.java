package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.PropertyIndex;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.query.Explanation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on declared properties begin at their index, and find what they find without it. */
class PropertyConditionPlanTest {
    private static final String REWRITE = "property-conditions";
    private static final Map<String, Object> PARAMETERS =
            Map.of("a", 20, "b", 22.5, "x", "person 1", "ranks", List.of(7, 9), "names", List.of("person 7", "nobody"));

    private static Backend with;
    private static Backend without;

    @BeforeAll
    static void open() {
        with = filled("");
        without = filled(REWRITE + ",index-order");
    }

    private static Backend filled(String off) {
        Backend backend = Khive.open(KhiveConfig.builder()
                .url("sqlite::memory:")
                .set("query.rewrites-off", off)
                .build());
        SampleGraph.write(backend.in(Scope.DEFAULT), 200);
        backend.operations().createPropertyIndex(PropertyIndex.onNodes("rank"));
        return backend;
    }

    @AfterAll
    static void close() {
        with.close();
        without.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            n.rank >= $a AND n.rank < $b     | property_2 (scope_id=? AND <expr>>? AND <expr><?) | 3
            $a < n.rank <= $b                | property_2 (scope_id=? AND <expr>>? AND <expr><?) | 2
            n.rank > 197                     | property_2 (scope_id=? AND <expr>>?)              | 2
            n.rank IN $ranks                 | property_2 (scope_id=? AND <expr>=?)              | 2
            n.rank IN [1, 2, 3]              | property_2 (scope_id=? AND <expr>=?)              | 3
            n.name IN $names                 | property_1 (scope_id=? AND <expr>=?)              | 1
            n.name STARTS WITH $x            | property_1 (scope_id=? AND <expr>>? AND <expr><?) | 111
            """)
    void aConditionOfKnownTypeIsASeekInTheIndex(String condition, String seek, long rows) {
        String query = "MATCH (n) WHERE " + condition + " RETURN count(*) AS n";

        Explanation explanation = with.in(Scope.DEFAULT).explainWithDatabasePlan(query, PARAMETERS);
        assertThat(explanation.rewrites()).contains(REWRITE);
        assertThat(explanation.databasePlan())
                .anySatisfy(line -> assertThat(line).contains(seek));
        assertThat(without.in(Scope.DEFAULT).explain(query, PARAMETERS).rewrites())
                .doesNotContain(REWRITE);
        for (Backend backend : List.of(with, without)) {
            assertThat(count(backend.in(Scope.DEFAULT), query)).isEqualTo(rows);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (n) WHERE n.rank >= $a RETURN n.name AS name ORDER BY n.rank DESC LIMIT 3",
                "MATCH (n:Person) WHERE n.rank > $b RETURN n.name AS name ORDER BY n.rank SKIP 1 LIMIT 3",
                "MATCH (n:Even) WHERE n.rank > 5 AND n.rank <= 190 RETURN n.name AS name, n.rank AS rank ORDER BY rank LIMIT 3"
            })
    void theFirstOfABoundedPropertyComeInTheOrderOfItsIndex(String query) {
        Explanation explanation = with.in(Scope.DEFAULT).explainWithDatabasePlan(query, PARAMETERS);
        assertThat(explanation.rewrites()).contains("index-order");
        assertThat(explanation.databasePlan())
                .anySatisfy(line -> assertThat(line).contains("property_2 (scope_id=? AND <expr>>?"))
                .noneMatch(line -> line.contains("TEMP B-TREE"));
        assertThat(names(with, query)).hasSize(3).isEqualTo(names(without, query));
    }

    @Test
    void aPropertyWithoutABoundIsSorted() {
        assertThat(with.in(Scope.DEFAULT)
                        .explain("MATCH (n) WHERE n.rank < 5 RETURN n.name AS name ORDER BY n.rank LIMIT 3")
                        .rewrites())
                .doesNotContain("index-order");
    }

    private static List<String> names(Backend backend, String query) {
        return backend.in(Scope.DEFAULT).query(query, PARAMETERS).toList().stream()
                .map(row -> row.string("name"))
                .toList();
    }

    private static long count(Storage storage, String query) {
        return ((Number) java.util.Objects.requireNonNull(
                        storage.query(query, PARAMETERS).single().value("n")))
                .longValue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n.rank > $unknown",
                "n.rank > n.other",
                "n.rank > 'text'",
                "n.rank IN $mixed",
                "n.name STARTS WITH $a",
                "n.rank = 1"
            })
    void whatIsOfUnknownTypeIsComparedAsItIsMet(String condition) {
        Map<String, Object> parameters = Map.of("unknown", Double.NaN, "mixed", List.of(1, "a"), "a", 1);
        assertThat(with.in(Scope.DEFAULT)
                        .explain("MATCH (n) WHERE " + condition + " RETURN n", parameters)
                        .rewrites())
                .doesNotContain(REWRITE);
    }
}
