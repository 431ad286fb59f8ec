package dev.khive.bench.graph.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.bench.graph.Question;
import dev.khive.bench.graph.SocialGraph;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandWrittenSqlTest {
    private static final String FACTOR = "0.002";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void everyQuestionHasATextForEachDatabase() {
        assertThat(Question.values()).allSatisfy(question -> {
            assertThat(QuestionTexts.cypher(question)).isNotEmpty();
            assertThat(QuestionTexts.own(question, "sqlite", ".sql")).isNotEmpty();
            assertThat(QuestionTexts.own(question, "postgres", ".sql")).isNotEmpty();
        });
    }

    @Test
    void whatIsWrittenByHandForSqliteGivesTheRowsOfKhive() throws Exception {
        SocialGraph graph = SocialGraph.generate(Double.parseDouble(FACTOR), 1);
        try (SqliteKhive khive = new SqliteKhive();
                SqliteByHand byHand = new SqliteByHand()) {
            khive.open(Files.createDirectory(folder.resolve("khive-sqlite")), FACTOR);
            khive.load(graph, progress -> {});
            byHand.open(folder.resolve("sql-sqlite"), FACTOR);
            for (Question question : Question.values()) {
                Map<String, Object> draw = question.draws(graph).getFirst();
                assertThat(sorted(byHand.ask(question, draw, LIMIT)))
                        .as(question.id())
                        .isEqualTo(sorted(khive.ask(question, draw, LIMIT)));
            }
        }
    }

    private static Stream<String> lines(List<? extends List<?>> rows) {
        return rows.stream().map(List::toString);
    }

    private static List<String> sorted(List<? extends List<?>> rows) {
        return lines(rows).sorted().toList();
    }
}
