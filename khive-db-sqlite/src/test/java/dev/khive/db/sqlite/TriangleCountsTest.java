package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.conformance.cases.TriangleCountsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts by pairs and triangles on SQLite, which searches the tables of a statement by indexes. */
class TriangleCountsTest extends TriangleCountsContract {
    @TempDir
    private Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (x)-[:R]-(y) MATCH (x)<-[:R]-(n)-[:R]->(m)-[:R]->(y) RETURN count(*) AS n",
                "MATCH (x)-[:R]-(y) MATCH (x)<-[:R]-(n)-[:R]->(m)-[:R]->(y) WITH n, count(*) AS c RETURN sum(c) AS n",
            })
    void pairsThatManyRowsAskForAreLookedUp(String text) {
        assertThat(on().in(scope(0)).explain(text).rewrites()).contains("pair-tables", "pair-lookups");
        assertSameByRows(text);
    }
}
