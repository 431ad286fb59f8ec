package dev.khive.query.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import dev.khive.query.QueryCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RewriteTest {
    private static final String TWO_RELATIONS = "MATCH (a)-[:KNOWS]->(b)-[:LIKES]->(c) RETURN count(*) AS n";

    @Test
    void explainNamesARewriteThatChangedTheQuery() {
        assertThat(rewrites(TWO_RELATIONS, Rewrite.all())).contains("distinct-edges");
    }

    @Test
    void aRewriteThatIsOffChangesNothing() {
        assertThat(rewrites(TWO_RELATIONS, Rewrite.allBut("distinct-edges"))).doesNotContain("distinct-edges");
        assertThat(rewrites(TWO_RELATIONS, Set.of())).isEmpty();
    }

    @Test
    void aRewriteThatCouldNotBeDoneIsNotNamed() {
        assertThat(rewrites("MATCH (a)-[:KNOWS]->(b)-[:KNOWS]->(c) RETURN count(*) AS n", Rewrite.all()))
                .doesNotContain("distinct-edges");
    }

    @Test
    void namesTurnRewritesOff() {
        assertThat(Rewrite.allBut("")).containsExactlyInAnyOrder(Rewrite.values());
        assertThat(Rewrite.allBut(" distinct-edges "))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(Rewrite.DISTINCT_EDGES)));
        assertThat(Rewrite.allBut("all")).isEmpty();
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Rewrite.allBut("distinct-edges,joins"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("The setting query.rewrites-off names the rewrite \"joins\", which there is"
                        + " not; known are ")
                .hasMessageContaining("distinct-edges");
    }

    @Test
    void theManualHasEveryRewriteWithItsSentence() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "query-language.md"));
        assertThat(Arrays.stream(Rewrite.values())
                        .map(rewrite -> "| `" + rewrite.title() + "` | " + rewrite.description() + " |"))
                .allSatisfy(line -> assertThat(manual).contains(line));
    }

    private static List<String> rewrites(String text, Set<Rewrite> on) {
        return QueryCompiler.forDialect("sqlite", on)
                .compile(text, Map.of(), 1)
                .explanation()
                .rewrites();
    }
}
