package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.Row;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of every kind leave a query as they are stored, in whatever form the statement hands them out. */
class HandedOutValuesTest {
    private static final List<Object> VALUES = List.of(
            0L,
            1L,
            2L,
            -7L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            true,
            false,
            0.0,
            1.0,
            0.1 + 0.2,
            1e300,
            Double.POSITIVE_INFINITY,
            Double.NaN,
            "",
            "null",
            "true",
            "12",
            "plain",
            "Zoë läuft 走",
            "{\"a\":1}",
            "[1]",
            "a \"quote\" and a \\",
            List.of(1L, "two", 3.0),
            List.of(),
            Map.of("a", 1L),
            LocalDate.of(2026, 11, 21));

    private Backend backend;

    @BeforeEach
    void open() {
        backend = filled("sqlite::memory:");
    }

    private static Backend filled(String url) {
        Backend backend = Khive.open(url);
        List<EntityDraft> drafts = new ArrayList<>();
        for (int number = 0; number < VALUES.size(); number++) {
            drafts.add(EntityDraft.of("Thing", Map.of("number", number, "value", VALUES.get(number), "of", "all")));
        }
        drafts.add(EntityDraft.of("Thing", Map.of("number", VALUES.size(), "of", "all")));
        backend.in(Scope.DEFAULT).entities().upsertAll(drafts, BatchMode.ATOMIC);
        return backend;
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (t:Thing) RETURN t.number AS number, t.value AS value",
                "MATCH (t:Thing {of: 'all'}) RETURN t.number AS number, t.value AS value ORDER BY t.value",
                "MATCH (t:Thing) RETURN t.number AS number, t.value AS value ORDER BY value DESC, number LIMIT 100",
                "MATCH (t:Thing) WITH t ORDER BY t.value LIMIT 50 RETURN t.number AS number, t.value AS value",
                "MATCH (t:Thing) RETURN DISTINCT t.number AS number, t.value AS value",
                "MATCH (t:Thing) RETURN t.number AS number, t['value'] AS value"
            })
    void aValueIsTheOneThatWasStored(String query) {
        assertStored(backend, query);
    }

    @Test
    void soItIsInADatabaseWhoseTextsAreNotInUtf8(@TempDir Path folder) throws SQLException {
        Path file = folder.resolve("kb.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA encoding = 'UTF-16le'");
            statement.execute("CREATE TABLE passing (number INTEGER)");
            statement.execute("DROP TABLE passing");
        }
        try (Backend other = filled("sqlite:" + file)) {
            for (int time = 0; time < 3; time++) {
                assertStored(other, "MATCH (t:Thing) RETURN t.number AS number, t.value AS value");
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet encoding = statement.executeQuery("PRAGMA encoding")) {
            assertThat(encoding.getString(1)).isEqualTo("UTF-16le");
        }
    }

    private static void assertStored(Backend backend, String query) {
        Map<Long, @Nullable Object> found = new HashMap<>();
        try (QueryResult result = backend.in(Scope.DEFAULT).query(query)) {
            for (Row row : result.toList()) {
                found.put(row.longValue("number"), row.value("value"));
            }
        }
        Map<Long, @Nullable Object> stored = new HashMap<>();
        for (int number = 0; number <= VALUES.size(); number++) {
            stored.put((long) number, number < VALUES.size() ? VALUES.get(number) : null);
        }
        assertThat(found).isEqualTo(stored);
    }
}
