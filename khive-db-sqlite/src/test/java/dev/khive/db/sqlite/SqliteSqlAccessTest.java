package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's SQL. */
class SqliteSqlAccessTest extends OpenSample {
    @Test
    void operatorsReadAndWriteAnything() {
        assertThat(backend.sql()
                        .query("SELECT 1 AS one, 'x' AS \"two words\", NULL AS none, 2.5 AS real WHERE ?", true))
                .containsExactly(Collections.unmodifiableMap(new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    {
                        put("one", 1L);
                        put("two words", "x");
                        put("none", null);
                        put("real", 2.5);
                    }
                }));
        assertThat(backend.sql().update("UPDATE node SET updated_at = updated_at + 1 WHERE uuid = ?", ids.get(0)))
                .isOne();
    }

    @Test
    void aReadThatWritesIsRefused() {
        assertThatThrownBy(() -> backend.sql().query("DELETE FROM event RETURNING sequence"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("only reads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1; DELETE FROM node",
                "SELECT 1; SELECT 2",
                "SELECT ';' /* ; */; -- ;\n SELECT 2",
                "",
                ";",
                "-- nothing",
                "COMMIT",
                " /* now */ rollback",
                "SAVEPOINT s",
                "SELECT ?",
            })
    void whatIsNotOneStatementWithItsValuesIsRefused(String text) {
        assertThatThrownBy(() -> backend.sql().query(text)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> backend.sql().update(text)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> backend.sql().transaction(sql -> sql.update(text)))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void oneStatementMayHoldSemicolonsAndQuestionMarksInText() {
        assertThat(backend.sql().query("SELECT ';?' AS \"a;?\", ?2 AS b, ?1 AS c /* ;? */ ; -- ;", 1, 2))
                .containsExactly(Map.of("a;?", ";?", "b", 2L, "c", 1L));
        assertThatThrownBy(() -> backend.sql().query("SELECT ? AS a", 1, 2)).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> backend.sql().query("SELECT ? AS a", new Object()))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aTransactionIsAllOrNothing() {
        assertThatThrownBy(() -> backend.sql().transaction(sql -> {
                    sql.update("INSERT INTO scope (tenant, namespace) VALUES ('t', 'n')");
                    assertThat(sql.query("SELECT 1 FROM scope WHERE tenant = 't'"))
                            .hasSize(1);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(backend.sql().query("SELECT 1 FROM scope WHERE tenant = 't'"))
                .isEmpty();
    }
}
