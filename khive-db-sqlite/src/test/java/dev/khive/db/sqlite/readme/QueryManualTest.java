package dev.khive.db.sqlite.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.conformance.cases.ExamplePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the manual of the query language give what it says. */
class QueryManualTest {
    @TempDir
    private Path folder;

    @Test
    void everyExampleOfTheManualGivesWhatItSays() throws IOException {
        ExamplePage page = ExamplePage.of(Files.readString(Path.of("..", "docs", "query-language.md")));
        assertThat(page.size()).isGreaterThan(200);
        try (Backend backend = Khive.open("sqlite:" + folder.resolve("manual.db"))) {
            assertThat(page.differences(backend.in(ExamplePage.newScope()))).isEmpty();
        }
    }
}
