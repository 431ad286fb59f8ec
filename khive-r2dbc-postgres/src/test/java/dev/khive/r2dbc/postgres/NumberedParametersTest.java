package dev.khive.r2dbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberedParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "SELECT ? + ? → SELECT $1 + $2",
                "SELECT '?' || ? → SELECT '?' || $1",
                "SELECT 'it''s ?' || ? → SELECT 'it''s ?' || $1",
                "SELECT '\\' || ? || '?' → SELECT '\\' || $1 || '?'",
                "SELECT E'\\'?' || ? → SELECT E'\\'?' || $1",
                "SELECT e'\\\\' || ? || '?' → SELECT e'\\\\' || $1 || '?'",
                "SELECT type'?' || ? → SELECT type'?' || $1",
                "SELECT \"a?\"\"?\" , ? → SELECT \"a?\"\"?\" , $1",
                "SELECT $$?$$ || ? → SELECT $$?$$ || $1",
                "SELECT $q$ $$ ? $q$ || ? → SELECT $q$ $$ ? $q$ || $1",
                "SELECT a$b$ , ? , c$b$ → SELECT a$b$ , $1 , c$b$",
                "SELECT ? /* ? /* ? */ ? */ , ? → SELECT $1 /* ? /* ? */ ? */ , $2",
                "SELECT p ?? 'k' AND ? → SELECT p ? 'k' AND $1",
                "SELECT p ??| ? → SELECT p ?| $1",
                "SELECT ?2 || ?1 → SELECT $2 || $1",
                "SELECT ?::bigint[] → SELECT $1::bigint[]",
                "SELECT '?'';?' , ?; → SELECT '?'';?' , $1",
            })
    void questionMarksOutsideOfTextsNamesAndCommentsAreNumbered(String sql, String numbered) {
        assertThat(NumberedParameters.of(sql)).isEqualTo(numbered);
    }

    @Test
    void aCommentToTheEndOfTheLineEndsThere() {
        assertThat(NumberedParameters.of("SELECT ? -- why?\n, ?")).isEqualTo("SELECT $1 -- why?\n, $2");
    }

    @Test
    void manyParametersAreCounted() {
        assertThat(NumberedParameters.of("?,".repeat(12))).endsWith("$9,$10,$11,$12,");
    }

    @Test
    void nothingMayStandAfterASemicolon() {
        assertThat(NumberedParameters.of("SELECT ? ; -- over\n /* ; */ ;")).isEqualTo("SELECT $1 ");
        assertThatThrownBy(() -> NumberedParameters.of("SELECT E'\\' '; DROP TABLE node --'"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("character 16");
    }

    @Test
    void whatIsNotEndedReachesToTheEnd() {
        for (String open : new String[] {"SELECT '?", "SELECT \"?", "SELECT $$?", "SELECT /* ?", "SELECT -- ?"}) {
            assertThat(NumberedParameters.of(open)).isEqualTo(open);
        }
    }
}
