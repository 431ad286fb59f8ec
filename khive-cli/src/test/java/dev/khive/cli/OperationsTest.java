package dev.khive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperationsTest {
    private static final String COUNT = "MATCH (n) RETURN count(*) AS n";

    @TempDir
    Path folder = Path.of("");

    private String db = "";

    @BeforeEach
    void fill() throws IOException {
        db = "sqlite:" + folder.resolve("kb.db");
        Path graph = Files.writeString(folder.resolve("graph.jsonl"), """
                {"type":"node","id":1,"labels":["Class","Type"],"properties":{"name":"HttpClient","description":"An HTTP client."}}
                {"type":"node","id":2,"labels":["Class"],"properties":{"name":"HttpServer","description":"An HTTP server."}}
                {"type":"node","id":3,"labels":["Class"],"properties":{"name":"ConcurrentHashMap"}}
                {"type":"edge","id":"e1","source":1,"relation":"CALLS","target":2,"weight":0.5}
                {"type":"note","id":"n1","kind":"Observation","content":"The client calls the server.","salience":0.5}
                """);
        assertThat(CommandRun.of("import", "--db", db, "--embed", graph.toString())
                        .err())
                .isEmpty();
    }

    @Test
    void statsCountsEverything() {
        CommandRun run = CommandRun.of("stats", "--db", db, "--format", "json");

        assertThat(run.out())
                .contains("\"nodes\":4,\"entities\":3,\"notes\":1,\"edges\":1,")
                .contains("\"labels\":{\"Class\":3,\"Observation\":1,\"Type\":1}")
                .contains("\"relations\":{\"CALLS\":1}")
                .contains("\"vectors\":3,")
                .contains("\"documents\":4,")
                .containsPattern("\"bytes\":[1-9]");
        assertThat(CommandRun.of("stats", "--db", db).out()).contains("  Class").contains("  CALLS");
    }

    @Test
    void getFindsNodesNotesAndEdgesByTheIdOfTheirFile() {
        CommandRun run = CommandRun.of("get", "--db", db, "--format", "jsonl", "1", "n1", "e1");

        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(0))
                .contains("\"type\":\"node\",\"labels\":[\"Class\",\"Type\"]")
                .contains("\"name\":\"HttpClient\"");
        assertThat(run.lines().get(1)).contains("\"type\":\"note\"").contains("\"salience\":0.5");
        assertThat(run.lines().get(2)).contains("\"type\":\"edge\"").contains("\"weight\":0.5");
    }

    @Test
    void getOfWhatIsNotThereEndsWithThree() {
        CommandRun run = CommandRun.of("get", "--db", db, "99");

        assertThat(run.code()).isEqualTo(ExitCode.FOUND_WANTING);
        assertThat(run.err()).isEqualTo("khive: There is no record with the id 99.\n");
    }

    @Test
    void searchFindsByWordsByLikenessAndByBoth() {
        CommandRun text = CommandRun.of("search", "--db", db, "--mode", "text", "--format", "json", "http client");
        CommandRun vector = CommandRun.of(
                "search", "--db", db, "--mode", "vector", "--format", "csv", "--limit", "1", "ConcurentHashMp");
        CommandRun hybrid = CommandRun.of("search", "--db", db, "--format", "json", "--limit", "10", "http client");

        assertThat(text.out())
                .startsWith("[\n{\"id\":\"")
                .contains("\"score\":")
                .contains("\"name\":\"HttpClient\"");
        assertThat(text.out()).doesNotContain("\"ranks\"");
        assertThat(vector.lines()).hasSize(2);
        assertThat(vector.out()).contains("ConcurrentHashMap");
        assertThat(hybrid.lines().get(1)).contains("\"name\":\"HttpClient\"").contains("\"ranks\":{\"");
    }

    @Test
    void searchTakesWordsInTheWayThatIsAskedForAndALabel() {
        assertThat(CommandRun.of(
                                "search",
                                "--db",
                                db,
                                "--mode",
                                "text",
                                "--words",
                                "all",
                                "--format",
                                "csv",
                                "http client")
                        .lines())
                .hasSize(2);
        assertThat(CommandRun.of("search", "--db", db, "--mode", "text", "--label", "Type", "--format", "csv", "http")
                        .lines())
                .hasSize(2);
        assertThat(CommandRun.of("search", "--db", db, "--mode", "text", "--format", "json", "nothing")
                        .out())
                .isEqualTo("[]\n");
    }

    @Test
    void doctorFindsASoundDatabaseSound() {
        CommandRun run = CommandRun.of("doctor", "--db", db);

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("check").contains("ok").doesNotContain("wrong");
        assertThat(CommandRun.of("doctor", "--db", db, "--format", "json").out())
                .startsWith("{\"clean\":true,");
        assertThat(CommandRun.of("doctor", "--db", db, "--repair").code()).isZero();
    }

    @Test
    void backupAndRestoreGiveTheSameAnswers() {
        Path copy = folder.resolve("copy.db");
        String restored = "sqlite:" + folder.resolve("restored.db");

        assertThat(CommandRun.of("backup", "--db", db, copy.toString()).err()).isEmpty();
        assertThat(CommandRun.of("restore", "--db", restored, copy.toString()).err())
                .isEmpty();

        assertThat(CommandRun.of("query", "--db", restored, "--format", "csv", COUNT)
                        .out())
                .isEqualTo(CommandRun.of("query", "--db", db, "--format", "csv", COUNT)
                        .out())
                .isEqualTo("n\r\n4\r\n");
        assertThat(CommandRun.of("doctor", "--db", restored).code()).isZero();
    }

    @Test
    void backupAndRestoreOverwriteNothing() throws IOException {
        Path copy = folder.resolve("copy.db");
        CommandRun.of("backup", "--db", db, copy.toString());
        byte[] before = Files.readAllBytes(copy);

        CommandRun again = CommandRun.of("backup", "--db", db, copy.toString());
        CommandRun over = CommandRun.of("restore", "--db", db, copy.toString());

        assertThat(again.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(again.err()).contains("copy.db");
        assertThat(over.code()).isEqualTo(ExitCode.FAILURE);
        assertThat(copy).hasBinaryContent(before);
    }

    @Test
    void migrateNamesTheVersionOfTheSchema() {
        assertThat(CommandRun.of("migrate", "--db", db).out()).matches("The schema has version \\S+\\.\n");
        assertThat(CommandRun.of("migrate", "--db", "sqlite:" + folder.resolve("none.db"))
                        .code())
                .isNotZero();
    }

    @Test
    void fileThatIsNoDatabaseIsAnErrorInOneSentence() throws IOException {
        Path noDatabase = Files.writeString(folder.resolve("text.db"), "This is no database, but a text.".repeat(100));

        CommandRun run = CommandRun.of("stats", "--db", "sqlite:" + noDatabase);

        assertThat(run.code()).isNotZero();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("text.db");
    }
}
