package dev.khive.query.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.khive.query.graph.OpenCypherCases.Operands;
import dev.khive.query.graph.OpenCypherCases.Outcome;
import dev.khive.query.graph.OpenCypherCases.Verdict;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every case of a file, the project's own and, where it is there, the openCypher collection. */
class OpenCypherCasesTest {
    private static final int PASSED_BEFORE = 2182;

    @Test
    void theProjectsOwnCasesAllPass() throws IOException, URISyntaxException {
        Path file = Path.of(Objects.requireNonNull(OpenCypherCasesTest.class.getResource("cases.jsonl"))
                .toURI());
        assertThat(OpenCypherCases.run(file))
                .allSatisfy(verdict -> assertThat(verdict.outcome())
                        .as(verdict.id() + "\n" + verdict.detail())
                        .isEqualTo(Outcome.PASSED));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WRITTEN")
    void theSameAnswersComeFromParameters(Operands operands) throws IOException {
        Optional<Path> file = SharedCases.find("tck", "opencypher.jsonl");
        assumeTrue(file.isPresent(), "The openCypher cases are not beside this checkout; they are not run.");
        assertThat(OpenCypherCases.run(file.orElseThrow(), operands))
                .allSatisfy(verdict -> assertThat(verdict.outcome())
                        .as(verdict.id() + "\n" + verdict.detail())
                        .isEqualTo(Outcome.PASSED));
    }

    @Test
    void noCaseGetsAWrongAnswerAndNoFewerPassThanBefore() throws IOException {
        Optional<Path> file = SharedCases.find("tck", "opencypher.jsonl");
        assumeTrue(file.isPresent(), "The openCypher cases are not beside this checkout; they are not run.");
        List<Verdict> verdicts = OpenCypherCases.run(file.orElseThrow());
        System.out.print(OpenCypherCases.summary(verdicts));
        assertThat(verdicts).noneMatch(verdict -> verdict.outcome() == Outcome.WRONG);
        assertThat(verdicts.stream().filter(verdict -> verdict.outcome() == Outcome.PASSED))
                .hasSizeGreaterThanOrEqualTo(PASSED_BEFORE);
    }
}
