package dev.khive.db.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.filter.Filter;
import dev.khive.api.store.EntityDraft;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that were not made whole, and those of others. */
class H2SchemaTest {
    private static final Scope SCOPE = Scope.of("t", "main");

    @TempDir
    private Path folder;

    private static List<String> statements() throws IOException {
        try (InputStream script = Objects.requireNonNull(H2Schema.class.getResourceAsStream("schema.sql"))) {
            return List.of(new String(script.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*\n", -1));
        }
    }

    private void run(Path path, List<String> statements) throws SQLException {
        H2Connections connections = H2Connections.of(path.toString(), true);
        try (Connection connection = DriverManager.getConnection(connections.url(), "khive", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static long writeAndCount(Path path) {
        try (Backend backend = Khive.open("h2:" + path)) {
            backend.in(SCOPE).entities().insert(EntityDraft.of("Thing", Map.of()));
            return backend.in(SCOPE).entities().count(Filter.ALL);
        }
    }

    @Test
    void aDatabaseIsMadeAnewAfterWhicheverStatementItsMakingEnded() throws Exception {
        List<String> statements = statements();
        assertThat(statements).hasSizeGreaterThan(20);

        for (int made = 0; made < statements.size(); made++) {
            Path path = folder.resolve("made-" + made);
            run(path, statements.subList(0, made));

            assertThat(writeAndCount(path)).as("after %s statements", made).isEqualTo(1);
            assertThat(writeAndCount(path)).as("opened once more").isEqualTo(2);
        }
    }

    @Test
    void aDatabaseOfAnotherApplicationIsNotTouched() throws Exception {
        Path path = folder.resolve("other");
        run(path, List.of("CREATE TABLE invoice (n bigint)"));

        assertThatThrownBy(() -> Khive.open("h2:" + path))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("is an H2 database of another application; khive does not touch it.");
    }

    @Test
    void aNewerSchemaIsRefused() throws Exception {
        Path path = folder.resolve("newer");
        writeAndCount(path);
        run(path, List.of("UPDATE khive_schema SET version = 2"));

        assertThatThrownBy(() -> Khive.open("h2:" + path))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("has version [2], and this khive knows version 1.");
    }
}
