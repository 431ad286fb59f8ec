package dev.khive.r2dbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Scope;
import dev.khive.api.store.EventDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamManualTest {
    private static final Path MODULE = Path.of("").toAbsolutePath();

    @Test
    void theExampleIsTheOneThatIsCompiledHere() throws IOException {
        String source = Files.readString(MODULE.resolve("src/test/java")
                .resolve(FirstStream.class.getName().replace('.', '/') + ".java"));
        String example =
                source.substring(source.indexOf("// example\n") + "// example\n".length(), source.indexOf("// end"));

        assertThat(Files.readString(MODULE.resolveSibling("docs/streams.md")))
                .contains(example.stripIndent().strip());
    }

    @Test
    void theExampleRunsOnBothDatabases(@TempDir Path folder) throws Exception {
        assertThat(printed("sqlite:" + folder.resolve("kb.db"))).containsExactly("1 asked", "2 asked", "3 asked");
        try (TestServer server = TestServer.require()) {
            assertThat(printed(server.newSchema())).containsExactly("1 asked", "2 asked", "3 asked");
        }
    }

    private static List<String> printed(String address) throws InterruptedException {
        try (Backend backend = TestServer.open(address, Map.of())) {
            backend.in(Scope.of("acme", "research"))
                    .events()
                    .appendAll(IntStream.range(0, 5)
                            .mapToObj(n -> EventDraft.of("asked", "question", null, Map.of("n", n)))
                            .toList());
        }
        List<String> printed = new CopyOnWriteArrayList<>();
        FirstStream.run(address, printed::add);
        return printed;
    }
}
