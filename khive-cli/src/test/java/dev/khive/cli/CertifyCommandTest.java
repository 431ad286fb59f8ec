package dev.khive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.Ownership;
import dev.khive.cli.certify.FreshDatabases;
import dev.khive.conformance.rule.Certificate;
import dev.khive.conformance.rule.Outcome;
import dev.khive.conformance.rule.RuleResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertifyCommandTest {
    @TempDir
    Path folder = Path.of("");

    private CommandRun certify(String url, String... suites) {
        String[] arguments = new String[5 + 2 * suites.length];
        System.arraycopy(new String[] {"certify", "--backend", url, "--out", folder + "/out"}, 0, arguments, 0, 5);
        for (int index = 0; index < suites.length; index++) {
            arguments[5 + 2 * index] = "--suite";
            arguments[6 + 2 * index] = suites[index];
        }
        return CommandRun.of(arguments);
    }

    private static Certificate certificate(Outcome outcome) {
        RuleResult result =
                new RuleResult("GRAPH-014", "a root is found", Set.of(), outcome, 1, 0, 0, "expected 1, was 2");
        return new Certificate(
                "sqlite",
                "1.0",
                Ownership.WRITE_THROUGH,
                "1.0",
                "25",
                Instant.EPOCH,
                Duration.ZERO,
                Set.of(Capability.GRAPH, Capability.ENTITIES),
                List.of(result));
    }

    private CommandRun report(Certificate certificate) throws IOException {
        StringWriter out = new StringWriter();
        Console console = new Console(
                InputStream.nullInputStream(),
                out,
                new PrintWriter(new StringWriter()),
                Map.of(),
                Console.Terminals.NONE);
        int code = new CertifyCommand(console).report(certificate);
        return new CommandRun(code, out.toString(), "");
    }

    @Test
    void aWholeRunThatPassesCertifies() throws IOException {
        CommandRun run = report(certificate(Outcome.PASSED));

        assertThat(run.code()).isZero();
        assertThat(run.lines())
                .containsExactly(
                        "sqlite 1.0, contract 1.0: 1 rules passed, 0 failed, 0 excluded, 0 of capabilities or ownerships"
                                + " that are not declared, 0 not shown here, 0 not run.",
                        "Certified: conformance/conformance.html");
    }

    @Test
    void aWholeRunWithABrokenRuleDoesNot() throws IOException {
        CommandRun run = report(certificate(Outcome.FAILED));

        assertThat(run.code()).isEqualTo(ExitCode.FOUND_WANTING);
        assertThat(run.lines().getFirst()).isEqualTo("GRAPH-014 is broken: a root is found. expected 1, was 2");
        assertThat(run.lines().getLast()).isEqualTo("Not certified: conformance/conformance.html");
    }

    @Test
    void aPartOfTheKitCertifiesNothing() {
        CommandRun run = certify("sqlite:", "Savepoints", "shortest-paths", "Capabilities");

        assertThat(run.code()).isEqualTo(ExitCode.FOUND_WANTING);
        assertThat(run.out())
                .containsPattern("sqlite .*: [1-9]\\d rules passed, 0 failed")
                .endsWith("A part of the kit was run; only a whole run makes a certificate.\n");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aBrokenRuleIsNamedWithItsFailure() {
        CommandRun run = certify("nameless:{database}", "Capabilities");

        assertThat(run.code()).isEqualTo(ExitCode.FOUND_WANTING);
        assertThat(run.lines().getFirst()).startsWith("CAPABILITY-003 is broken: the backend has a name. ");
        assertThat(run.out()).contains("rules passed, 1 failed");
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsSaidOnce() {
        CommandRun run = certify("sqlite:" + folder.resolve("none/{database}.db"), "Capabilities");

        assertThat(run.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).startsWith("khive: ").contains("none");
    }

    @Test
    void filesAreGoneInTheEndAndOneNameIsOneFile() {
        Path file;
        try (FreshDatabases databases = new FreshDatabases("sqlite:", "run1")) {
            String url = databases.url("kit-1");
            file = Path.of(url.substring("sqlite:".length()));

            assertThat(databases.url("kit-1")).isEqualTo(url);
            assertThat(databases.url("kit-2")).isNotEqualTo(url);
            assertThat(file.getParent()).isDirectory();
        }
        assertThat(Files.exists(file.getParent())).isFalse();
    }

    @Test
    void aServerIsGivenASchemaForEachName() {
        FreshDatabases databases = new FreshDatabases("postgres://me@localhost/khive?sslmode=require", "run1");

        assertThat(databases.url("kit-1"))
                .isEqualTo("postgres://me@localhost/khive?sslmode=require&schema=kit_run1_kit_1");
    }
}
