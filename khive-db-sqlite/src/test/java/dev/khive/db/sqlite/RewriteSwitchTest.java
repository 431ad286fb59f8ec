package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The setting that turns rewrites of queries off. */
class RewriteSwitchTest {
    private static final String QUERY = "MATCH (a)-[:KNOWS]->(b)-[:LIKES]->(c) RETURN count(*) AS n";

    @Test
    void rewritesAreOnWhereNothingIsSet() {
        assertThat(rewrites("")).contains("distinct-edges");
    }

    @Test
    void aRewriteThatIsNamedIsOff() {
        assertThat(rewrites("distinct-edges")).doesNotContain("distinct-edges");
        assertThat(rewrites("all")).isEmpty();
    }

    @Test
    void anUnknownNameIsRefusedWhenOpening() {
        assertThatThrownBy(() -> rewrites("no-such-rewrite"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("query.rewrites-off")
                .hasMessageContaining("\"no-such-rewrite\"");
    }

    private static List<String> rewrites(String off) {
        KhiveConfig config = KhiveConfig.builder()
                .url("sqlite::memory:")
                .set("query.rewrites-off", off)
                .build();
        try (Backend backend = Khive.open(config)) {
            return backend.in(Scope.DEFAULT).explain(QUERY).rewrites();
        }
    }
}
