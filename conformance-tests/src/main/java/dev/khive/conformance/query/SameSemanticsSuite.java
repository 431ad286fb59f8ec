package dev.khive.conformance.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.query.Row;
import dev.khive.api.store.EntityDraft;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
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
}
