package dev.khive.query.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.query.QueryCompiler;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Branches of many edges that are counted for a row. */
class LongBranchesTest {
    private static final String BRANCHES =
            "MATCH (a)-[:P]->(x), (a)-[:Q]->(y), (a)-[:R]->(b)-[:S]->(c)-[:T]->(d)-[:U]->(e)"
                    + "-[:V]->(f)-[:W]->(g)-[:X]->(h)-[:Y]->(i) RETURN count(*) AS n";
    private static final Pattern FOUR_JOINED = Pattern.compile("edge as e\\d+(\\s+cross join edge as e\\d+){3}");

    @Test
    void aDatabaseThatOrdersJoinsItselfIsGivenNoMoreThanThree() {
        assertThat(sql("postgres")).doesNotContainPattern(FOUR_JOINED);
    }

    @Test
    void aDatabaseThatJoinsInOrderIsGivenThemAll() {
        assertThat(sql("sqlite")).containsPattern(FOUR_JOINED);
    }

    private static String sql(String dialect) {
        return QueryCompiler.forDialect(dialect)
                .compile(BRANCHES, Map.of(), 1)
                .explanation()
                .sql();
    }
}
