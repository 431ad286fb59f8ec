package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.Row;
import dev.khive.api.store.EntityDraft;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Functions of values, called by the connections that the backend opens. */
class QueryFunctionTest {
    private final Backend backend = Khive.open("sqlite::memory:");
    private final Storage storage = backend.in(Scope.of("acme", "people"));

    @BeforeEach
    void writePeople() {
        storage.entities()
                .insert(EntityDraft.of("Person", Map.of("name", "Ærøskøbing", "born", LocalDate.of(1815, 12, 10))));
    }

    @AfterEach
    void close() {
        backend.close();
    }

    @Test
    void aStoredDateAParameterAndALiteralGiveTheSameSum() {
        List<Row> rows = storage.query(
                        "MATCH (p:Person) RETURN p.born + duration('P1M') AS stored, $born + duration('P1M') AS given,"
                                + " date('1815-12-10') + duration({months: 1}) AS written",
                        Map.of("born", LocalDate.of(1815, 12, 10)))
                .toList();
        assertThat(rows).hasSize(1);
        assertThat(rows.getFirst().toList()).containsOnly(LocalDate.of(1816, 1, 10));
    }

    @Test
    void lettersBeyondAsciiHaveACase() {
        assertThat(storage.query("MATCH (p:Person) WHERE p.name =~ 'Æ.*' RETURN toUpper(p.name) AS name", Map.of())
                        .toList()
                        .getFirst()
                        .string("name"))
                .isEqualTo("ÆRØSKØBING");
    }

    @Test
    void whatAFunctionCannotTakeIsSaidInASentence() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> storage.query("RETURN date($text) AS d", Map.of("text", "2024-02-30"))
                        .toList())
                .satisfies(fault -> {
                    assertThat(fault.code()).isEqualTo("InvalidArgumentValue");
                    assertThat(fault.getMessage()).contains("There is no date \"2024-02-30\"");
                });
    }
}
