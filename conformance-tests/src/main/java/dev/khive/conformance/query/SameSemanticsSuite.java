package dev.khive.conformance.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.PropertyIndex;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.query.Row;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.record.SampleValues;
import dev.khive.conformance.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator says the same of stored properties, of parameters and of literals. */
@Requires(Capability.QUERY_GQL)
public abstract class SameSemanticsSuite extends Suite {

    /** Values as literals; the value itself is what the literal gives. */
    private static final List<String> LITERALS = List.of(
            "1",
            "1.0",
            "-2",
            "0.5",
            "9007199254740993",
            "'1'",
            "'a'",
            "'ab'",
            "''",
            "true",
            "false",
            "[1, 2]",
            "[1.0, 2]",
            "null");

    private static final String ERROR = "an error";

    private static final List<String> COMPARISONS = List.of("%s = %s", "%s <> %s", "%s < %s", "%s >= %s", "%s IN [%s]");

    private static final List<List<String>> OPERATORS = List.of(
            COMPARISONS,
            List.of("%s STARTS WITH %s"),
            List.of("%s CONTAINS %s"),
            List.of("%s + %s"),
            List.of("%s * %s"));

    /** A suite over the databases of a run. */
    protected SameSemanticsSuite(Databases databases) {
        super(databases);
    }

    static Stream<List<String>> operators() {
        return OPERATORS.stream();
    }

    private static String projection(List<String> operators, String left, String right) {
        return String.join(
                ", ",
                IntStream.range(0, operators.size())
                        .mapToObj(i -> String.format(operators.get(i), left, right) + " AS c" + i)
                        .toList());
    }

    /** The row of a query, or that it is an error. */
    private Object answer(String query, Map<String, ?> parameters) {
        try {
            Row row = storage().query(query, parameters).single();
            return row.toList();
        } catch (InvalidInputException refused) {
            return ERROR;
        }
    }

    /** Equal; only where a null makes the answer null may a wrong type on its other side, known earlier, be an error. */
    private static boolean agrees(Object known, Object ofProperties) {
        boolean isNull = ofProperties instanceof List<?> row && row.stream().allMatch(Objects::isNull);
        return known.equals(ofProperties) || (known.equals(ERROR) && isNull);
    }

    private @Nullable Object valueOf(String literal) {
        return storage().query("RETURN " + literal + " AS v").single().value("v");
    }

    @Rule("QUERY-009")
    @ParameterizedTest
    @MethodSource("operators")
    void propertiesParametersAndLiteralsAgree(List<String> operators) {
        List<String> differences = new ArrayList<>();
        for (String left : LITERALS) {
            for (String right : LITERALS) {
                Map<String, @Nullable Object> values = new HashMap<>();
                values.put("a", valueOf(left));
                values.put("b", valueOf(right));
                EntityDraft pair = EntityDraft.of("Pair", values).with("pair", left + " and " + right);
                storage().entities().upsert(pair);

                Object ofLiterals = answer("RETURN " + projection(operators, left, right), Map.of());
                Object ofParameters = answer("RETURN " + projection(operators, "$a", "$b"), values);
                Object ofProperties = answer(
                        "MATCH (n:Pair {pair: $pair}) RETURN " + projection(operators, "n.a", "n.b"),
                        Map.of("pair", left + " and " + right));
                if (!agrees(ofLiterals, ofProperties) || !agrees(ofParameters, ofProperties)) {
                    differences.add(left + " and " + right + ": literals " + ofLiterals + ", parameters " + ofParameters
                            + ", properties " + ofProperties);
                }
            }
        }

        assertThat(differences).isEmpty();
    }

    /** Conditions on a property, each with what is asked of a single node. */
    private static final List<String> CONDITIONS = List.of(
            "n.x = $a",
            "n.x < $a",
            "n.x <= $a",
            "n.x > $a",
            "$a <= n.x",
            "n.x STARTS WITH $a",
            "n.x IN [$a]",
            "n.x IN $list",
            "n.x >= $a AND n.x < $b",
            "$b < n.x <= $a",
            "n.x > $a AND n.x >= $b AND n.x <= 9007199254740992.0",
            "n.x < $a AND n.x <= $b",
            "n.x > $a OR n.x = $b");

    private static final List<Object> OPERANDS = List.of(
            true,
            0L,
            (1L << 53) + 1,
            Long.MAX_VALUE,
            -0.0,
            0.1,
            -2.5,
            9007199254740992.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            "",
            "a",
            "1",
            "e\u0301",
            List.of(1L, 2L));

    private static final List<Object> SECOND_OPERANDS = List.of(-1L, 2.5, Double.NEGATIVE_INFINITY, "b");

    /** Whatever index serves a condition, it finds the rows for which the same condition is true where it is returned. */
    @Rule("QUERY-014")
    @ParameterizedTest
    @MethodSource("conditions")
    void aConditionFindsTheRowsOfWhichItIsTrue(String condition) {
        if (backend().capabilities().contains(Capability.PROPERTY_INDEXES)) {
            backend().operations().createPropertyIndex(PropertyIndex.onNodes("x"));
        }
        storeValues();
        List<String> differences = new ArrayList<>();
        for (Object a : OPERANDS) {
            for (Object b : condition.contains("$b") ? SECOND_OPERANDS : List.of(0L)) {
                Map<String, Object> operands = Map.of("a", a, "b", b, "list", listOf(a));
                Object found =
                        answers("MATCH (n:Value) WHERE " + condition + " RETURN n.place AS p ORDER BY p", operands);
                Object returned = answers(
                        "MATCH (n:Value) WITH n.place AS p, " + condition + " AS holds WHERE holds RETURN p ORDER BY p",
                        operands);
                if (!found.equals(returned)) {
                    differences.add("a " + a + ", b " + b + ": found " + found + ", returned " + returned);
                }
            }
        }

        assertThat(differences).isEmpty();
    }

    static Stream<String> conditions() {
        return CONDITIONS.stream();
    }

    private static List<@Nullable Object> listOf(Object value) {
        List<@Nullable Object> list = new ArrayList<>();
        list.add(value);
        list.add(value instanceof Long number ? (Object) (number / 2) : value);
        list.add(null);
        return list;
    }

    private Object answers(String query, Map<String, ?> parameters) {
        try {
            return storage().query(query, parameters).toList().stream()
                    .map(row -> String.valueOf(row.value("p")))
                    .toList();
        } catch (InvalidInputException refused) {
            return ERROR;
        }
    }

    private void storeValues() {
        List<EntityDraft> nodes = new ArrayList<>();
        for (Object value : SampleValues.ALL) {
            nodes.add(EntityDraft.of("Value", Map.of("place", nodes.size(), "x", value)));
        }
        nodes.add(EntityDraft.of("Value", Map.of("place", nodes.size())));
        storage().entities().upsertAll(nodes, BatchMode.ATOMIC);
    }

    /** An element of a list is computed, whatever a database does with a property that stands alone. */
    private static final String COMPUTED = "[n.x][0]";

    @Rule("QUERY-015")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RETURN n.place AS p ORDER BY %s, p",
                "WHERE n.x > -3 RETURN n.place AS p ORDER BY %s, p LIMIT 50",
                "WHERE n.x >= 0.0 AND n.x < 1e301 RETURN n.place AS p, n.x AS x ORDER BY %s DESC, p SKIP 1 LIMIT 7",
                "WHERE -3 < n.x RETURN n.place AS p, n.x AS x ORDER BY %s DESC, p LIMIT 50",
                "RETURN n.place AS p ORDER BY %s DESC, p LIMIT 30",
                "RETURN n.place AS p, n.x AS x ORDER BY %s, p SKIP 3 LIMIT 60",
                "RETURN n.place AS p, n ORDER BY %s DESC, p SKIP 20 LIMIT 50",
                "WITH n ORDER BY %s, n.place LIMIT 40 RETURN n.place AS p, n.x AS x ORDER BY p",
                "WITH n, n.x AS x ORDER BY %s DESC, n.place LIMIT 70 RETURN collect(n.place) AS p"
            })
    void aPropertyIsSortedAsAnyValueIs(String query) {
        storeValues();
        assertThat(rows("MATCH (n:Value) " + String.format(query, "n.x")))
                .isEqualTo(rows("MATCH (n:Value) " + String.format(query, COMPUTED)));
    }

    @Rule("QUERY-016")
    @ParameterizedTest
    @ValueSource(strings = {"sum(%s)", "avg(%s)", "min(%s)", "max(%s)", "sum(DISTINCT %s)", "count(DISTINCT %s)"})
    void aPropertyIsAggregatedAsAnyValueIs(String aggregate) {
        storeValues();
        for (String values : List.of(
                "n.x IS NOT NULL",
                "n.place < 2",
                "n.place > 1 AND n.place < 17",
                "n.place > 1 AND n.place < 20",
                "n.place IN [4, 5, 20, 21]",
                "n.place >= 20 AND n.place < 36",
                "n.x IS NULL",
                "n.place >= 49 AND n.place < 54",
                "n.place >= 54")) {
            String query = "MATCH (n:Value) WHERE " + values + " RETURN " + aggregate + " AS p, count(*) AS rows";
            assertThat(rows(String.format(query, "n.x"))).isEqualTo(rows(String.format(query, COMPUTED)));
        }
    }

    private Object rows(String query) {
        try {
            return storage().query(query).toList().stream()
                    .map(row -> row.toList().toString())
                    .toList();
        } catch (InvalidInputException refused) {
            return ERROR;
        }
    }
}
