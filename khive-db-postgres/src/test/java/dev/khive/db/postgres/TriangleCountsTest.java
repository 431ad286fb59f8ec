package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.query.Explanation;
import dev.khive.conformance.cases.TriangleCountsContract;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts by pairs and triangles on PostgreSQL, which joins the tables of a statement by hashing, whatever it knows of the graph. */
class TriangleCountsTest extends TriangleCountsContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x), (x)-[:S]->(n)<-[:S]-(y), (z)-[:S]->(n)",
                "(x)-[:R]-(y)-[:R]-(z)-[:R]-(x) MATCH (x)-[:S]->(a)-[:R]->(n) MATCH (y)-[:S]->(b)-[:R]->(n)"
                        + " MATCH (z)-[:S]->(c)-[:R]->(n)",
            })
    void theNodeThatCornersShareIsATableThatIsHashed(String pattern) {
        Explanation explanation =
                on().in(scope(0)).explainWithDatabasePlan("MATCH " + pattern + " RETURN count(*) AS n", Map.of());

        assertThat(explanation.rewrites()).contains("symmetric-once", "pair-tables", "link-tables");
        assertThat(String.join("\n", explanation.databasePlan())).contains("Hash Join");
    }

    @Test
    void rowsAreJoinedWithPairs() {
        String text = "MATCH (x)-[:R]-(y) MATCH (x)<-[:R]-(n)-[:R]->(m)-[:R]->(y) RETURN count(*) AS n";

        assertThat(on().in(scope(0)).explain(text).rewrites()).contains("pair-tables", "pair-joins");
        assertSameByRows(text);
    }
}
