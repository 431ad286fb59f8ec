package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.query.value.GraphJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions of values in PostgreSQL answer what those in Java do. {@code -Dkhive.parity.tuples=20000} asks more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValueFunctionParityTest {
    private static final long SEED = Long.getLong("khive.parity.seed", 20_261_121);
    private static final int RANDOM_PAIRS = Integer.getInteger("khive.parity.tuples", 1_000);

    private FunctionParity parity;
    private List<String> values;

    @BeforeAll
    void open() throws SQLException {
        parity = FunctionParity.open();
        values = ValueCorpus.all();
    }

    @AfterAll
    void close() throws SQLException {
        if (parity != null) {
            System.out.println(parity.compared() + " answers compared, " + parity.refused() + " of them refused.");
            parity.close();
        }
    }

    /** Every edge alone, then random values. */
    private List<List<String>> singles() {
        Random random = new Random(SEED);
        List<List<String>> tuples = new ArrayList<>();
        values.forEach(each -> tuples.add(List.of(each)));
        for (int index = 0; index < RANDOM_PAIRS; index++) {
            tuples.add(List.of(ValueCorpus.random(random, 2)));
        }
        return tuples;
    }

    /** Every edge with every edge, then random pairs; arguments in front of them are the same in all. */
    private List<List<String>> pairs(String... before) {
        Random random = new Random(SEED);
        List<List<String>> tuples = new ArrayList<>();
        for (String left : ValueCorpus.core()) {
            for (String right : ValueCorpus.core()) {
                tuples.add(tuple(before, left, right));
            }
        }
        for (int index = 0; index < RANDOM_PAIRS; index++) {
            tuples.add(tuple(before, ValueCorpus.random(random, 2), ValueCorpus.random(random, 2)));
        }
        return tuples;
    }

    private static List<String> tuple(String[] before, String... after) {
        return Stream.concat(Stream.of(before), Stream.of(after)).toList();
    }

    @Test
    void valuesAreEqualWhereJavaSaysSo() throws SQLException {
        parity.assertSame("equal", pairs());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<=", ">", ">="})
    void valuesCompareAsInJava(String operator) throws SQLException {
        parity.assertSame("compare", pairs(GraphJson.write(operator)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "-", "*", "/", "%"})
    void calculationsGiveWhatJavaDoes(String operator) throws SQLException {
        parity.assertSame("calculate", pairs(GraphJson.write(operator)));
    }

    @Test
    void powersGiveWhatJavaDoes() throws SQLException {
        parity.assertSame("calculate", pairs("\"^\""), 2, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rank",
                "order_key",
                "ranked",
                "text",
                "to_integer",
                "to_float",
                "float_of_text",
                "tointegerornull",
                "tofloatornull",
                "tobooleanornull",
                "tostringornull",
                "upper",
                "reverse",
                "labels",
                "relation",
                "identity",
                "node_id",
                "edge_id",
                "properties",
                "source",
                "target",
                "nodes",
                "relationships",
                "length",
                "absolute",
                "sqrt",
                "degrees",
                "radians"
            })
    void aFunctionOfOneValueAnswersAsInJava(String function) throws SQLException {
        parity.assertSame(function, singles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sin", "cos", "tan", "cot", "asin", "acos", "atan", "log", "log10", "exp"})
    void aTranscendentalFunctionAnswersAsInJavaButForTheLastBit(String function) throws SQLException {
        parity.assertSame(function, singles(), 2, false);
    }

    /** A bit of the cosine is more of what it leaves of 1. */
    @Test
    void halvesOfTheVersedSineAreJavasAsFarAsTheCosineIs() throws SQLException {
        parity.assertSame("haversin", singles(), 64, false);
    }

    @Test
    void anglesOfTwoNumbersAreJavasButForTheLastBit() throws SQLException {
        List<List<String>> tuples = new ArrayList<>();
        List<String> numbers = new ArrayList<>(ValueCorpus.FLOATS);
        numbers.addAll(List.of("null", "1", "-9223372036854775808", "\"1\"", "[]"));
        for (String y : numbers) {
            numbers.forEach(x -> tuples.add(List.of(y, x)));
        }
        parity.assertSame("atan2", tuples, 2, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stdev", "stdevp", "sum", "average"})
    void aFunctionOfAGroupAnswersAsInJava(String function) throws SQLException {
        List<List<String>> tuples = new ArrayList<>(singles());
        groups().forEach(group -> tuples.add(List.of(group)));
        parity.assertSame(function, tuples);
    }

    @Test
    void distinctKeepsTheFirstOfEquivalentValues() throws SQLException {
        List<List<String>> tuples = new ArrayList<>();
        ValueCorpus.LISTS.forEach(list -> tuples.add(List.of(list)));
        groups().forEach(group -> tuples.add(List.of(group)));
        parity.assertSame("distinct", tuples);
    }

    @ParameterizedTest
    @ValueSource(strings = {"percentilecont", "percentiledisc"})
    void percentilesAreThoseOfJava(String function) throws SQLException {
        List<List<String>> tuples = new ArrayList<>();
        for (String value : values) {
            tuples.add(List.of(value, "0.5"));
            tuples.add(List.of("[1,2,3]", value));
        }
        for (String group : groups()) {
            for (String percentile : List.of("0", "0.1", "0.25", "0.5", "0.9", "1", "1.0", "1.1")) {
                tuples.add(List.of(group, percentile));
            }
        }
        parity.assertSame(function, tuples);
    }

    /** Lists of numbers, some with other values among them. */
    private static List<String> groups() {
        Random random = new Random(SEED);
        List<String> groups = new ArrayList<>();
        for (int count = 0; count < 400; count++) {
            List<String> group = new ArrayList<>();
            for (int size = random.nextInt(12); size > 0; size--) {
                group.add(
                        count % 20 == 0
                                ? ValueCorpus.random(random, 1)
                                : count % 3 == 0
                                        ? ValueCorpus.pick(random, ValueCorpus.FLOATS)
                                        : GraphJson.write(
                                                count % 3 == 1
                                                        ? (Object) (double) Math.round(random.nextGaussian() * 1e6)
                                                        : (Object) (long) random.nextInt(10)));
            }
            groups.add("[" + String.join(",", group) + "]");
        }
        return groups;
    }

    @Test
    void numbersAreRoundedInEveryWay() throws SQLException {
        Random random = new Random(SEED);
        List<String> numbers = new ArrayList<>(values);
        for (int count = 0; count < 60; count++) {
            numbers.add(GraphJson.write(random.nextInt(2_000_000) / 2000.0 - 500));
        }
        List<List<String>> tuples = new ArrayList<>();
        for (String number : numbers) {
            for (String places :
                    List.of("0", "1", "2.9", "-1", "300", "301", "null", "\"1\"", "{\"$float\":\"NaN\"}")) {
                tuples.add(List.of(number, places));
                for (String mode : List.of(
                        "UP",
                        "down",
                        "Ceiling",
                        "FLOOR",
                        "HALF_UP",
                        "half_down",
                        "HALF_EVEN",
                        "UNNECESSARY",
                        "sideways")) {
                    tuples.add(List.of(number, places, GraphJson.write(mode)));
                }
            }
        }
        parity.assertSame("round", tuples);
    }

    @Test
    void elementsAreFoundByPlaceAndByName() throws SQLException {
        List<List<String>> tuples = pairs();
        for (String value : values) {
            for (String key : List.of("\"a\"", "\"$a\"", "\"$$a\"", "\"name\"", "\"\"", "\"$node\"", "-1", "2")) {
                tuples.add(List.of(value, key));
            }
        }
        parity.assertSame("element", tuples);
    }

    @ParameterizedTest
    @ValueSource(strings = {"has_label"})
    void labelsAreTested(String function) throws SQLException {
        List<List<String>> tuples = new ArrayList<>();
        for (String value : values) {
            for (String name : List.of("", "Person", "X", "KNOWS", "a")) {
                tuples.add(List.of(value, GraphJson.write(name)));
            }
        }
        parity.assertSame(function, tuples);
    }

    @Test
    void textIsSplit() throws SQLException {
        List<List<String>> tuples = new ArrayList<>();
        List<String> separators = new ArrayList<>(ValueCorpus.TEXTS);
        separators.addAll(ValueCorpus.LISTS);
        separators.addAll(List.of("null", "1", "{}"));
        for (String value : values) {
            separators.forEach(separator -> tuples.add(List.of(value, separator)));
        }
        parity.assertSame("split", tuples);
    }

    @Test
    void textIsReplaced() throws SQLException {
        List<List<String>> tuples = new ArrayList<>();
        List<String> replaced = new ArrayList<>(ValueCorpus.TEXTS);
        replaced.addAll(List.of("null", "1", "[]", "{}"));
        for (String value : replaced) {
            for (String target : ValueCorpus.TEXTS) {
                tuples.add(List.of(value, target, "\"-\""));
                tuples.add(List.of(value, target, "\"\""));
                tuples.add(List.of(target, "\"b\"", value));
            }
        }
        parity.assertSame("replace", tuples);
    }

    /** Blocks of 64 code points, but for capital sigma, which needs a word. */
    @ParameterizedTest
    @ValueSource(strings = {"upper", "lower"})
    void everyLetterOfUnicodeHasTheCaseThatItHasInJava(String function) throws SQLException {
        List<List<String>> tuples = new ArrayList<>();
        for (int block = 0; block <= Character.MAX_CODE_POINT; block += 64) {
            String text = IntStream.range(Math.max(1, block), block + 64)
                    .filter(point -> Character.isDefined(point) && point != 'Σ')
                    .filter(point -> Character.getType(point) != Character.PRIVATE_USE
                            && Character.getType(point) != Character.SURROGATE)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            if (!text.isEmpty()) {
                tuples.add(List.of(GraphJson.write(text)));
            }
        }
        parity.assertSame(function, tuples);
    }

    @Test
    void aSigmaThatEndsAWordIsWrittenAsInJavaOrRefused() throws SQLException {
        Random random = new Random(SEED);
        List<List<String>> tuples = new ArrayList<>();
        for (int count = 0; count < 3_000; count++) {
            String text = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(each -> "ΣΣΣAbΟέЯ ,.-1'\u0301\u00ad中".charAt(random.nextInt(17)) + "")
                    .collect(Collectors.joining());
            tuples.add(List.of(GraphJson.write(text)));
        }
        parity.assertSame("lower", tuples, 0, true);
    }

    /** Halves between floats that are short numbers, neighbours of powers, and the least floats: where the shortest digits are hard. */
    @Test
    void floatsAreWrittenWithTheDigitsOfJava() throws SQLException {
        Random random = new Random(SEED);
        List<List<String>> tuples = new ArrayList<>();
        for (int count = 1; count < 1_000; count++) {
            double tie = (random.nextInt(1_000_000) * 20L + 10) * Math.pow(2, 30 + random.nextInt(60));
            double power = Math.scalb(1.0, random.nextInt(2046) - 1022);
            for (double number : new double[] {
                tie,
                Math.nextUp(tie),
                Math.nextDown(Math.pow(10, random.nextInt(308))),
                Math.nextUp(power),
                Math.nextDown(power),
                ValueCorpus.randomFloat(random),
                Double.MIN_VALUE * count
            }) {
                tuples.add(List.of(GraphJson.write(number)));
            }
        }
        parity.assertSame("text", tuples);
        parity.assertSame("to_float", tuples);
    }

    @Test
    void noFunctionIsLacking() throws SQLException {
        assertThat(parity.lacking()).isEmpty();
    }
}
