package dev.khive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class UsageTest {
    static final List<String> COMMANDS = List.of(
            "demo",
            "import",
            "query",
            "search",
            "get",
            "stats",
            "doctor",
            "backup",
            "restore",
            "migrate",
            "certify",
            "completion",
            "version");

    @ParameterizedTest
    @FieldSource("COMMANDS")
    void everyCommandHasHelpWithAnExample(String command) {
        CommandRun run = CommandRun.of(command, "--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: khive " + command).containsPattern("Examples?:\n  .*khive " + command);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void khiveAloneShowsItsCommands() {
        CommandRun run = CommandRun.of();

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("Usage: khive").contains(COMMANDS);
    }

    @Test
    void versionNamesKhiveAndJava() {
        assertThat(CommandRun.of("--version").out()).matches("khive .+\nJava .+\n");
        assertThat(CommandRun.of("version").out())
                .isEqualTo(CommandRun.of("--version").out());
    }

    @Test
    void completionIsAScriptThatKnowsTheCommands() {
        assertThat(CommandRun.of("completion").out()).startsWith("#!").contains(COMMANDS);
    }

    @ParameterizedTest(name = "khive {0}")
    @CsvSource(delimiter = '!', textBlock = """
                    querry!Unmatched argument at index 0: 'querry'
                    query --bogus x!Unknown option: '--bogus'
                    query --format xml x!Invalid value for option '--format'
                    query x!No database is named: give --db sqlite:kb.db or --config khive.toml, or set KHIVE_URL.
                    query --db kb.db x!An address needs a scheme, for example sqlite:kb.db
                    query --db oracle:x x!No backend on the class path opens "oracle:" addresses
                    query --db sqlite::memory: --param x y!A parameter is written --param name=value, was "x".
                    query --db sqlite::memory: --param x=1 --param x=2 y!The parameter x is given twice.
                    import --db sqlite::memory:!Missing required parameter: 'FILE'
                    stats --config nowhere.toml!nowhere.toml
                    certify!Missing required option: '--backend=URL'
                    certify --backend kb.db!An address needs a scheme, for example sqlite:kb.db
                    certify --backend oracle:{database}!No backend on the class path opens "oracle:" addresses
                    certify --backend sqlite:kb.db!The kit opens many empty databases: write {database} where their names differ
                    certify --backend memory: --suite Ends!The kit has no suite "Ends"; its suites are Administration, Appending,
                    certify --backend memory: --jar nowhere.jar!There is no file nowhere.jar.
                    """)
    void wrongCommandLinesEndWithTwoAndASentence(String line, String sentence) {
        CommandRun run = CommandRun.of(line.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("khive: ").contains(sentence).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void verboseShowsTheStackTrace() {
        assertThat(CommandRun.of("query", "--verbose", "x").err())
                .contains("No database is named")
                .contains("\tat ");
    }

    @Test
    void unknownSettingOfTheEnvironmentIsRefused() {
        CommandRun run = CommandRun.with(
                Map.of("KHIVE_URL", "sqlite::memory:", "KHIVE_TIMEOUTT", "PT1S"), Console.Terminals.NONE, "", "stats");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("KHIVE_TIMEOUTT").contains("did you mean \"KHIVE_TIMEOUT\"");
    }

    @Test
    void endsWithoutAWordWhenTheReaderOfTheAnswerIsGone() {
        Writer gone = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("Broken pipe");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        StringWriter err = new StringWriter();
        Console console = new Console(
                InputStream.nullInputStream(), gone, new PrintWriter(err), Map.of(), Console.Terminals.NONE);
        assertThat(KhiveCommand.run(console, "version")).isEqualTo(141);
        assertThat(err.toString()).isEmpty();
    }
}
