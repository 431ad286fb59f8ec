package dev.khive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryCommandTest {
    @TempDir
    Path folder = Path.of("");

    private String db = "";

    /** ada -KNOWS-> bob -KNOWS-> cy, ada -LIKES-> cy. */
    @BeforeEach
    void drawGraph() throws IOException {
        db = "sqlite:" + folder.resolve("kb.db");
        Path graph = Files.writeString(folder.resolve("graph.jsonl"), """
                {"type":"node","id":"ada","labels":["Person"],"properties":{"name":"Ada","age":36}}
                {"type":"node","id":"bob","labels":["Person"],"properties":{"name":"Bob","age":41.5}}
                {"type":"node","id":"cy","labels":["Robot"],"properties":{"name":"Cy, the \\"first\\""}}
                {"type":"edge","source":"ada","relation":"KNOWS","target":"bob"}
                {"type":"edge","source":"bob","relation":"KNOWS","target":"cy"}
                {"type":"edge","source":"ada","relation":"LIKES","target":"cy"}
                """);
        assertThat(CommandRun.of("import", "--db", db, graph.toString()).err()).isEmpty();
    }

    private CommandRun query(String... more) {
        List<String> arguments = new ArrayList<>(List.of("query", "--db", db));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void answersInEveryFormat() {
        String text = "MATCH (n) RETURN n.name AS name, n.age AS age ORDER BY name";

        assertThat(query(text).out()).isEqualTo("""
                        name              age
                        ───────────────  ────
                        Ada                36
                        Bob              41.5
                        Cy, the "first"  null
                        """);
        assertThat(query("--format", "json", text).out()).isEqualTo("""
                        [
                        {"name":"Ada","age":36},
                        {"name":"Bob","age":41.5},
                        {"name":"Cy, the \\"first\\"","age":null}
                        ]
                        """);
        assertThat(query("--format", "jsonl", text).out()).isEqualTo("""
                        {"name":"Ada","age":36}
                        {"name":"Bob","age":41.5}
                        {"name":"Cy, the \\"first\\"","age":null}
                        """);
        assertThat(query("--format", "csv", text).out())
                .isEqualTo("name,age\r\nAda,36\r\nBob,41.5\r\n\"Cy, the \"\"first\"\"\",\r\n");
    }

    @Test
    void readsTheQueryFromAFileAndFromStandardInput() throws IOException {
        String text = "MATCH (n:Person)\nRETURN count(*) AS n;\n";
        Path file = Files.writeString(folder.resolve("q.cypher"), text);

        assertThat(query("--format", "csv", "--file", file.toString()).out()).isEqualTo("n\r\n2\r\n");
        assertThat(CommandRun.withInput(text, "query", "--db", db, "--format", "csv")
                        .out())
                .isEqualTo("n\r\n2\r\n");
    }

    @Test
    void refusesAQueryAndAFileTogetherAndAnEmptyOne() {
        assertThat(query("--file", "x", "RETURN 1").err()).contains("not both");
        assertThat(query("--file", folder.resolve("none").toString()).code()).isEqualTo(ExitCode.USAGE);
        assertThat(query().err()).isEqualTo("khive: Standard input holds no query.\n");
    }

    @Test
    void bindsParametersAsJsonOrText() {
        String text = "MATCH (n:Person) WHERE n.age >= $least RETURN n.name AS name";
        assertThat(query("--format", "jsonl", "--param", "least=40", text).out())
                .isEqualTo("{\"name\":\"Bob\"}\n");
        assertThat(query("--format", "jsonl", "--param", "who=Ada", "MATCH (n) WHERE n.name = $who RETURN n.age AS age")
                        .out())
                .isEqualTo("{\"age\":36}\n");
        assertThat(query(
                                "--format",
                                "jsonl",
                                "--param",
                                "names=[\"Ada\",\"Bob\"]",
                                "--param",
                                "x=a=b",
                                "MATCH (n) WHERE n.name IN $names RETURN count(*) AS n, $x AS x")
                        .out())
                .isEqualTo("{\"n\":2,\"x\":\"a=b\"}\n");
    }

    @Test
    void explainShowsPlanAndSqlWithoutRunning() {
        String text = "MATCH (a)-[:KNOWS]->(b) RETURN b.name, count(*) AS n";
        CommandRun run = query("--param", "min=3", "--explain", text);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("Plan (")
                .contains("SQL\n")
                .contains("select")
                .contains("Binds\n")
                .contains("Plan of the database\n")
                .contains("SEARCH ");
        assertThat(query("--explain", "--format", "json", text).out())
                .startsWith("{\"dialect\":")
                .contains("\"sql\":")
                .contains("\"databasePlan\":[");
    }

    @Test
    void aParameterThatIsJsonOfNoValueIsRefusedAndWhatIsNoJsonIsText() {
        CommandRun run = query("--param", "d={\"$date\":\"nope\"}", "RETURN $d AS d");

        assertThat(run.err()).contains("The parameter d").contains("nope");
        assertThat(run.out()).isEmpty();
        assertThat(query("--format", "jsonl", "--param", "d={draft}", "RETURN $d AS d")
                        .out())
                .isEqualTo("{\"d\":\"{draft}\"}\n");
    }

    @Test
    void errorOfAQueryHasItsPlaceAndEndsWithTwo() {
        CommandRun run = query("MATCH (n RETURN n");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("khive: ").contains("line 1, column ").doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void rowLimitIsReported() {
        CommandRun run = query("--format", "csv", "--max-rows", "2", "MATCH (n) RETURN n.name AS name ORDER BY name");

        assertThat(run.lines()).hasSize(3);
        assertThat(run.err()).isEqualTo("khive: There are more rows than the 2 that --max-rows allows.\n");
    }

    @Test
    void nodesEdgesAndPathsAreWhole() {
        CommandRun run = query("--format", "jsonl", "MATCH (a {name: 'Ada'})-[r:KNOWS]->(b) RETURN a, r");

        assertThat(run.out())
                .contains("{\"a\":{\"$node\":{\"id\":\"")
                .contains("\"labels\":[\"Person\"],\"properties\":{")
                .contains("\"r\":{\"$edge\":{\"id\":\"")
                .contains("\"relation\":\"KNOWS\"");
    }

    @Test
    void missingDatabaseIsAnErrorAndIsNotMade() {
        Path missing = folder.resolve("missing.db");
        CommandRun run = CommandRun.of("query", "--db", "sqlite:" + missing, "MATCH (n) RETURN n");

        assertThat(run.code()).isNotZero();
        assertThat(run.err()).startsWith("khive: ").contains("missing.db");
        assertThat(missing).doesNotExist();
    }

    @Test
    void namespaceThatWasNeverWrittenIsAnError() {
        CommandRun run = query("--namespace", "other", "MATCH (n) RETURN n");

        assertThat(run.code()).isEqualTo(ExitCode.FOUND_WANTING);
        assertThat(run.err()).contains("other");
    }

    @Test
    void footerAndColoursAppearOnATerminalAlone() {
        Console.Terminals terminal = new Console.Terminals(false, true, true);
        String[] arguments = {"query", "--db", db, "MATCH (n:Robot) RETURN n.name AS name"};

        CommandRun coloured = CommandRun.with(Map.of(), terminal, "", arguments);
        CommandRun plain = CommandRun.with(Map.of("NO_COLOR", "1"), terminal, "", arguments);

        assertThat(coloured.out()).contains("\033[1m");
        assertThat(coloured.err()).matches("1 row in [0-9.]+ m?s\n");
        assertThat(plain.out()).doesNotContain("\033[");
        assertThat(query("MATCH (n:Robot) RETURN n.name AS name").err()).isEmpty();
    }

    @Test
    void databaseComesFromTheEnvironmentOrAConfigurationFile() throws IOException {
        String text = "MATCH (n) RETURN count(*) AS n";
        Path config = Files.writeString(folder.resolve("khive.toml"), "url = \"" + db + "\"\n");

        assertThat(CommandRun.with(
                                Map.of("KHIVE_URL", db), Console.Terminals.NONE, "", "query", "--format", "csv", text)
                        .out())
                .isEqualTo("n\r\n3\r\n");
        assertThat(CommandRun.of("query", "--config", config.toString(), "--format", "csv", text)
                        .out())
                .isEqualTo("n\r\n3\r\n");
    }
}
