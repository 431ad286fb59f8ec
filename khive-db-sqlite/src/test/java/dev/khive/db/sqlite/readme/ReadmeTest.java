package dev.khive.db.sqlite.readme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.query.QueryResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadmeTest {
    private static final Path MODULE = Path.of("").toAbsolutePath();

    @Test
    void the_java_example_is_the_one_that_is_compiled_here() throws IOException {
        Path source = MODULE.resolve("src/test/java")
                .resolve(FirstSteps.class.getName().replace('.', '/') + ".java");
        assertThat(block("java")).isEqualTo(exampleIn(Files.readString(source)));
    }

    @Test
    void the_java_example_prints_who_programmed_what(@TempDir Path folder) {
        PrintStream console = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(capture);
            FirstSteps.run("sqlite:" + folder.resolve("kb.db"));
        } finally {
            System.setOut(console);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("Ada Lovelace programmed the Analytical Engine", "{name=Analytical Engine}");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void every_query_of_the_readme_runs(String query) {
        try (Backend backend = Khive.open(KhiveConfig.of("sqlite::memory:"));
                QueryResult result = backend.in(Scope.DEFAULT).query(query, Map.of("name", "Ada"))) {
            assertThat(result.columns()).isNotEmpty();
        }
    }

    static Stream<String> queries() throws IOException {
        List<String> queries = List.of(block("cypher").split("\n\n"));
        assertThat(queries).hasSize(5);
        return queries.stream();
    }

    private static String block(String language) throws IOException {
        String readme = Files.readString(MODULE.resolveSibling("README.md"));
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1).strip();
    }

    private static String exampleIn(String source) {
        String body = source.substring(source.indexOf("// begin\n") + 9, source.indexOf("\n        // end"));
        return body.stripIndent()
                .replace("Khive.open(address)", "Khive.open(\"sqlite:kb.db\")")
                .strip();
    }
}
