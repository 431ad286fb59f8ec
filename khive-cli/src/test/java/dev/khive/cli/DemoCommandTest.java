package dev.khive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void importsModulesOfTheJdkAnswersFiveQuestionsAndDoesNotImportAgain() {
        String db = "sqlite:" + folder.resolve("demo.db");
        String[] arguments = {
            "demo", "--db", db, "--modules", "java.sql,java.xml,java.logging,java.transaction.xa,java.net.http"
        };

        CommandRun first = CommandRun.of(arguments);

        assertThat(first.err()).isEmpty();
        assertThat(first.code()).isZero();
        assertThat(first.out())
                .startsWith("Importing the graph of Java ")
                .containsPattern(
                        "Stored [0-9,]{5,} nodes, [0-9,]{5,} edges, [0-9,]{5,} texts and [0-9,]{5,} vectors in ")
                .contains("java.sql -[:REQUIRES]-> java.xml")
                .contains("java.net.http.HttpClient")
                .contains("Try next:\n  khive query --db " + db);
        assertThat(first.out().split("\n\\([0-9.]+ m?s\\)\n", -1)).hasSize(6);
        String version = version(db);

        CommandRun second = CommandRun.of(arguments);

        assertThat(second.out())
                .startsWith("Opened " + db + ". The graph of Java ")
                .contains("nothing was imported again.")
                .contains("java.sql -[:REQUIRES]-> java.xml");
        assertThat(version(db)).isEqualTo(version);
        assertThat(CommandRun.of("doctor", "--db", db).code()).isZero();
    }

    private static String version(String db) {
        return CommandRun.of("stats", "--db", db, "--format", "json")
                .out()
                .replaceAll("(?s).*\"version\":(\\d+).*", "$1");
    }
}
