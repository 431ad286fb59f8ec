package dev.khive.query.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryException.Reason;
import dev.khive.query.QueryCompiler;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryErrorsTest {
    private final QueryCompiler compiler = QueryCompiler.forDialect("sqlite");

    private QueryException error(String text) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(
                QueryException.class, () -> compiler.compile(text, Map.of(), 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    MATCH (n RETURN n                    | SYNTAX   | SyntaxError              | 1 | 10
                    MATCH (n) RETURN                     | SYNTAX   | SyntaxError              | 1 | 17
                    MATCH (n) RETURN m                   | MEANING  | UndefinedVariable        | 1 | 18
                    MATCH (n)-[n]->() RETURN n           | MEANING  | VariableTypeConflict     | 1 | 10
                    MATCH (n) WHERE count(n) > 1 RETURN n| MEANING  | InvalidAggregation       | 1 | 17
                    MATCH (n) RETURN n.a + count(*)      | MEANING  | AmbiguousAggregationExpression | 1 | 18
                    MATCH (n) RETURN n LIMIT -1          | MEANING  | NegativeIntegerArgument  | 1 | 26
                    MATCH (n) RETURN n LIMIT 1.5         | MEANING  | InvalidArgumentType      | 1 | 26
                    MATCH (n) RETURN nosuch(n)           | MEANING  | UnknownFunction          | 1 | 18
                    MATCH (n) RETURN left('a')           | MEANING  | InvalidNumberOfArguments | 1 | 18
                    MATCH (n) RETURN 9223372036854775808 | SYNTAX   | IntegerOverflow          | 1 | 18
                    MATCH (n) SET n.a = 1                | REJECTED | SET                      | 1 | 11
                    CREATE (n)                           | REJECTED | CREATE                   | 1 | 1
                    MATCH (n) DETACH DELETE n            | REJECTED | DETACH                   | 1 | 11
                    CALL db.labels()                     | REJECTED | CALL                     | 1 | 1
                    MATCH (n)~[e]~(m) RETURN n           | REJECTED | ~                        | 1 | 10
                    MATCH p = SHORTEST 0 (a)-[*]-(b) RETURN p | MEANING | InvalidArgumentValue | 1 | 20
                    MATCH p = SHORTEST (a)-[*]-(b) RETURN p | SYNTAX | SyntaxError | 1 | 11
                    MATCH p = ALL WALK (a)-[*]-(b) RETURN p | MEANING | UnboundedWalk | 1 | 23
                    RETURN point({x: 1})                 | REJECTED | The function point()     | 1 | 8
                    """)
    void anErrorHasItsReasonItsNameAndItsPlace(String text, Reason reason, String code, int line, int column) {
        QueryException error = error(text);
        assertThat(error).isNotNull();
        assertThat(error.reason()).isEqualTo(reason);
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.line()).hasValue(line);
        assertThat(error.column()).hasValue(column);
    }

    @Test
    void aSyntaxErrorSaysWhatWasFoundAndWhatWasExpected() {
        assertThat(error("MATCH (n)\nRETURN n ORDER n").getMessage())
                .isEqualTo("Found 'n' where 'BY' was expected. (line 2, column 16)");
    }

    @Test
    void aWritingClauseNamesTheCallToUseInstead() {
        assertThat(error("CREATE (n)").getMessage())
                .contains("queries only read")
                .contains("storage.");
    }

    @Test
    void deepNestingIsAnErrorAndNoOverflowOfTheStack() {
        String deep = "RETURN " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
        assertThat(error(deep).code()).isEqualTo("NestingTooDeep");
        assertThat(error("RETURN " + "NOT ".repeat(50_000) + "true").code()).isEqualTo("NestingTooDeep");
    }

    @Test
    void aLongChainOfOneOperatorIsWithinBounds() {
        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> compiler.compile("RETURN 1" + " + 1".repeat(5_000), Map.of(), 1))
                .satisfies(error -> assertThat(error.code()).isEqualTo("NestingTooDeep"));
        assertThat(error("RETURN 1 AS x" + " UNION ALL RETURN 1 AS x".repeat(2_000))
                        .code())
                .isEqualTo("QueryTooLong");
        assertThat(error("MATCH (a)" + "-->()".repeat(500) + " RETURN 1").reason())
                .isEqualTo(Reason.REJECTED);
        assertThat(compiler.compile("RETURN true" + " AND true".repeat(3_000), Map.of(), 1)
                        .sql())
                .startsWith("select");
    }

    @Test
    void aMissingParameterIsNamed() {
        assertThat(error("RETURN $limit").getMessage()).contains("$limit");
    }
}
