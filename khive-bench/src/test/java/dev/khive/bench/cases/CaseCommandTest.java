package dev.khive.bench.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dev/tck} prints, writes and exits with. */
class CaseCommandTest {
    private static final String PASSES =
            test("one is one", "RETURN 1 AS n", "\"columns\":[\"n\"],\"rows\":[[{\"int\":1}]]");
    private static final String WRONG =
            test("one is two", "RETURN 1 AS n", "\"columns\":[\"n\"],\"rows\":[[{\"int\":2}]]");
    private static final String ERROR = test("no error", "RETURN m", "\"columns\":[\"n\"],\"rows\":[]");
    private static final String REJECTED = test("refused", "CREATE (n)", "\"columns\":null,\"rows\":[]");
    private static final String SPARQL =
            "{\"id\":\"an ASK\",\"data\":[],\"query\":\"ASK {}\",\"expect\":{\"ask\":true}}";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();

    private static String test(String id, String query, String expect) {
        return "{\"id\":\"" + id
                + "\",\"feature\":\"a/b\",\"params\":{},\"graph\":{\"nodes\":[],\"edges\":[]},\"query\":\"" + query
                + "\",\"expect\":{" + expect + "}}";
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("cases.jsonl"), List.of(lines));
    }

    private int run(boolean terminal, String... arguments) {
        return new CaseCommand(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(messages, true, StandardCharsets.UTF_8),
                        terminal)
                .run(List.of(arguments), Map.of());
    }

    private int run(Path cases, String... more) {
        String[] arguments = new String[4 + more.length];
        System.arraycopy(new String[] {"--cases", cases.toString(), "--backend", "sqlite"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return run(false, arguments);
    }

    @Test
    void everyCaseThatPassesIsCountedAndTheExitCodeIsZero() throws IOException {
        assertThat(run(file(PASSES, "", PASSES))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("2 passed, 0 failed (0 wrong answers, 0 errors, 0 rejected).\n");
        assertThat(messages.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void wrongAnswersErrorsAndRejectionsAreToldApart() throws IOException {
        assertThat(run(file(PASSES, WRONG, ERROR, REJECTED))).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("wrong answer: one is two", "error: no error", "rejected: refused")
                .endsWith("1 passed, 3 failed (1 wrong answers, 1 errors, 1 rejected).\n");
    }

    @Test
    void theReportHasEveryCaseAndTheNamesOfWhatFailed() throws IOException {
        Path report = folder.resolve("a/report");
        run(file(PASSES, WRONG, ERROR), "--report", report.toString());
        assertThat(Files.readAllLines(report.resolve("results.jsonl")))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("{\"id\":\"one is one\",\"feature\":\"a/b\",\"outcome\":\"passed\"");
        assertThat(report.resolve("report.md"))
                .content()
                .contains("### one is two", "expected [n] [[2]]", "found    [n] [[1]]");
        assertThat(report.resolve("failures.txt")).hasContent("one is two\nno error");
    }

    @Test
    void knownFailuresAreNoFailuresUntilTheyPass() throws IOException {
        Path known = Files.writeString(folder.resolve("known.txt"), "# a reason\none is two\n");
        assertThat(run(file(PASSES, WRONG), "--known", known.toString())).isZero();
        Files.writeString(known, "one is one\none is two\n");
        assertThat(run(file(PASSES, WRONG), "--known", known.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Known to fail, and passed:\n  one is one\n");
    }

    @Test
    void casesOfAnotherLanguageAreListedApartAndNotRun() throws IOException {
        assertThat(run(file(PASSES, SPARQL))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith(", 1 not this language.\n");
        assertThat(run(file(SPARQL))).as("nothing was run").isEqualTo(1);
    }

    @Test
    void aPartOfTheNamesCanBeChosenAndLiteralsCanBeParameters() throws IOException {
        assertThat(run(file(PASSES, WRONG), "--only", "is one", "--operands", "parameters"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("1 passed, 0 failed");
    }

    @Test
    void aTerminalSeesHowFarItIs() throws IOException {
        run(true, "--cases", file(PASSES, WRONG).toString(), "--backend", "sqlite::memory:");
        assertThat(messages.toString(StandardCharsets.UTF_8)).contains("\r1 of 2, 0 failed ", "\r2 of 2, 1 failed ");
    }

    @Test
    void aFileThatIsNotThereOrIsNoCaseFileIsNamedWithItsLine() throws IOException {
        assertThat(run(folder.resolve("missing.jsonl"))).isEqualTo(2);
        assertThat(messages.toString(StandardCharsets.UTF_8)).contains("There is no file", "missing.jsonl");
        assertThat(run(file(PASSES, "{\"id\":\"x\"}"))).isEqualTo(2);
        assertThat(messages.toString(StandardCharsets.UTF_8))
                .contains("cases.jsonl, line 2 is no case: it has no \"graph\".");
        assertThat(run(file("no json"))).isEqualTo(2);
        assertThat(messages.toString(StandardCharsets.UTF_8)).contains("cases.jsonl, line 1 is no case");
    }

    @Test
    void aWrongCallSaysHowToCall() throws IOException {
        assertThat(run(false, "--cases", "x")).isEqualTo(2);
        assertThat(run(false, "--what", "x")).isEqualTo(2);
        assertThat(run(file(PASSES), "--report")).isEqualTo(2);
        assertThat(run(file(PASSES), "--operands", "elsewhere")).isEqualTo(2);
        assertThat(messages.toString(StandardCharsets.UTF_8))
                .contains("Both --cases and --backend", "no option --what", "usage:", "was elsewhere");
        assertThat(run(false, "--help")).isZero();
    }

    @Test
    void aDatabaseThatCannotBeOpenedHasAnExitCodeOfItsOwn() throws IOException {
        assertThat(run(false, "--cases", file(PASSES).toString(), "--backend", "postgres"))
                .isEqualTo(3);
        assertThat(run(
                        false,
                        "--cases",
                        file(PASSES).toString(),
                        "--backend",
                        "sqlite:" + folder + "/no/such/folder.db"))
                .isEqualTo(3);
    }
}
