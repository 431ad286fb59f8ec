package dev.khive.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.query.QueryException;
import dev.khive.conformance.cases.CaseFile;
import dev.khive.conformance.cases.GraphCase;
import dev.khive.query.QueryCompiler;
import dev.khive.query.QueryValues;
import dev.khive.query.analysis.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler does with what damage leaves of the texts of all cases and of random queries. */
class QueryTextsTest {
    private static final int MUTATED = 10_000;
    private static final long SEED = 20261121;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final List<String> TEXTS = Stream.concat(
                    Stream.of(CaseFile.openCypher(), CaseFile.own())
                            .flatMap(file -> file.cases().stream())
                            .map(GraphCase::query),
                    LongStream.range(SEED, SEED + 1_000)
                            .mapToObj(seed -> RandomQueries.of(new Dice(seed)).text()))
            .toList();

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
