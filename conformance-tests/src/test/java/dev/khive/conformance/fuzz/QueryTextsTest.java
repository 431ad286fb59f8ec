package dev.khive.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.query.QueryException;
import dev.khive.conformance.cases.CaseFile;
import dev.khive.conformance.cases.GraphCase;
import dev.khive.query.QueryCompiler;
import dev.khive.query.QueryValues;
import dev.khive.query.analysis.Type;
import dev.khive.query.parse.GqlLexer;
import dev.khive.query.parse.GqlParser;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser and the compiler do with the texts of all cases and of random queries, and with what is left of them after damage. */
class QueryTextsTest {
    private static final int MUTATED = 10_000;
    private static final long SEED = 20261121;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final List<String> CASES = Stream.of(CaseFile.openCypher(), CaseFile.own())
            .flatMap(file -> file.cases().stream())
            .map(GraphCase::query)
            .toList();

    private static final List<String> TEXTS = Stream.concat(
                    CASES.stream(),
                    LongStream.range(SEED, SEED + 1_000)
                            .mapToObj(seed -> RandomQueries.of(new Dice(seed)).text()))
            .toList();

    /** Texts in which brackets, hyphens and bars could be taken for something else. */
    private static final List<String> TRICKY = List.of(
            "MATCH (n), (m) WHERE (n)--(m) RETURN n",
            "MATCH (n), (m) WHERE (n)-->(m) OR (n)<--(m) OR (n)-[m]-(n) OR (n)<-[m]-(n) RETURN n",
            "MATCH (n) WHERE NOT (n)--()-->() AND (n:A|B)--({x: 1}) AND ($p)--(n) RETURN n",
            "WITH 1 AS n, 2 AS m RETURN (n) - -(m), (n)-(m), (n)<(m), (n)<-(m), -(n)--(m), 1 < (n)--(m)",
            "WITH 1 AS n, 2 AS m RETURN (1)--(2), (n) - [1][0] - (m), (n)-[m, 1][0]-(m), (n.x)--(m), (n)--(m.x)",
            "MATCH (n) RETURN [(n)--(m) | m.a], [(n)-->(m) WHERE n:A|B | m], [x IN [n] WHERE x:A|B | x.a]",
            "MATCH (n) RETURN [x IN [n] WHERE x:A|B], [x IN [n] WHERE (x:A|B)], [x IN [n] WHERE x:A&B|C|D | 1]",
            "MATCH (n) WHERE n:A|:B OR n:A:B AND n IS LABELED A|B RETURN n:A|B AS x",
            "MATCH (n) RETURN CASE n WHEN (n)--() THEN 1 END, reduce(s = 0, x IN [n] | CASE WHEN x:A|B THEN s END)",
            "MATCH p = SHORTEST 2 PATHS (path)--(group) RETURN path, group, paths(1), groups.x",
            "MATCH PATH = ALL WALK PATHS (a)-->{2}(b), ANY 2 (c)-[x]->*(d) RETURN PATH, any(x IN [1] WHERE x = 1)",
            "MATCH (n) WHERE shortestPath((n)-[*]->(n)) AND exists((n)--()) AND EXISTS { (n)--() } RETURN count { (n)--() }",
            "MATCH (n) CALL (n) { MATCH (n)-->(m) RETURN m {.*, .a, b: m.b, m} AS x } RETURN n {.*} AS call, count {.a}",
            "MATCH (n), (m) WHERE (n)-->(m {a: 1})<--(n {b: 2})-[{c: 1}]->(m) RETURN (n {a: 1}), [n {.a}], (m {.a}) - 1",
            "WITH 1 AS call, 2 AS n CALL (call, n) { RETURN call AS y } CALL (*) { WITH n RETURN n AS z } RETURN call(n)",
            "WITH [1] AS n UNWIND n AS call CALL { WITH call RETURN 2 AS w } CALL () { RETURN 3 AS v } RETURN w < -[1][0] - v",
            "FOR x IN [1] WITH OFFSET o RETURN o OFFSET 1");

    @Test
    void noTextOfACaseCanBeReadInTwoWays() {
        List<String> ambiguous = new ArrayList<>();
        for (String text : Stream.concat(TEXTS.stream(), TRICKY.stream()).toList()) {
            GqlLexer lexer = new GqlLexer(CharStreams.fromString(text));
            lexer.removeErrorListeners();
            GqlParser parser = new GqlParser(new CommonTokenStream(lexer));
            parser.removeErrorListeners();
            parser.addErrorListener(new Ambiguities(text, ambiguous));
            parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
            parser.statement();
        }

        assertThat(TEXTS).hasSizeGreaterThan(3_000);
        assertThat(ambiguous).isEmpty();
    }

    /** Collects what the parser could have read in two ways. */
    private static final class Ambiguities extends BaseErrorListener {
        private final String text;
        private final List<String> found;

        Ambiguities(String text, List<String> found) {
            this.text = text;
            this.found = found;
        }

        @Override
        public void reportAmbiguity(
                Parser recognizer,
                DFA dfa,
                int start,
                int stop,
                boolean exact,
                BitSet alternatives,
                ATNConfigSet configurations) {
            String rule = recognizer.getRuleNames()[dfa.atnStartState.ruleIndex];
            found.add(rule + " " + alternatives + " at token " + start + " of " + text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgres"})
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void damagedTextsCompileOrSayWhereTheyAreWrong(String dialect) {
        QueryCompiler compiler = QueryCompiler.forDialect(dialect);
        Map<String, Type> parameters = QueryValues.types(RandomQueries.PARAMETERS);
        Dice dice = new Dice(SEED);
        List<String> wrong = new ArrayList<>();
        for (int number = 0; number < MUTATED; number++) {
            String text = new TextDamage(dice, TEXTS).to(dice.of(TEXTS));
            long begin = System.nanoTime();
            try {
                compiler.compile(text, parameters, 1);
            } catch (QueryException refused) {
                if (refused.line().isEmpty() || refused.column().isEmpty()) {
                    wrong.add("no place: " + refused.getMessage() + "\n" + text);
                }
            } catch (RuntimeException | StackOverflowError failure) {
                wrong.add(failure + "\n" + text);
            }
            if (System.nanoTime() - begin > LONGEST_NANOS) {
                wrong.add("too long\n" + text);
            }
        }

        assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
    }
}
