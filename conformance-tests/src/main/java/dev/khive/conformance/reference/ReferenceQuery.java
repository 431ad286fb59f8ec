package dev.khive.conformance.reference;

import dev.khive.api.query.Explanation;
import dev.khive.api.query.QueryException;
import dev.khive.query.FaultPlaces;
import dev.khive.query.QueryFaults;
import dev.khive.query.QueryValues;
import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Query;
import dev.khive.query.function.ValueFault;
import dev.khive.query.parse.QueryParser;
import dev.khive.query.plan.Planner;
import dev.khive.query.plan.QueryPlan;
import dev.khive.query.plan.RowCount;
import dev.khive.query.value.OneZero;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers a query. Whether its text is right is asked of the compiler's own analysis; what it means is not. */
public final class ReferenceQuery {
    private final String text;
    private final Query query;
    private final QueryPlan checked;
    private final Map<String, ?> parameters;

    private ReferenceQuery(String text, Query query, QueryPlan checked, Map<String, ?> parameters) {
        this.text = text;
        this.query = query;
        this.checked = checked;
        this.parameters = parameters;
    }

    /**
     * Parses and checks a text.
     *
     * @param parameters values as properties have them, by name
     * @throws QueryException where the text is wrong or a parameter is missing
     */
    public static ReferenceQuery of(String text, Map<String, ?> parameters) {
        Query query = QueryParser.parse(text);
        return new ReferenceQuery(text, query, Planner.plan(query, QueryValues.types(parameters)), parameters);
    }

    /**
     * Checks a text whatever its parameters are.
     *
     * @return the names of its parameters
     * @throws QueryException where the text is wrong
     */
    public static Set<String> check(String text) {
        Set<String> names = QueryParser.parameterNames(text);
        Planner.plan(QueryParser.parse(text), names.stream().collect(Collectors.toMap(name -> name, name -> Type.ANY)));
        return names;
    }

    /** How it is answered. */
    public Explanation explanation() {
        return new Explanation(
                "reference",
                new Explanation.Operator("Clauses", "one after the other, row by row", List.of()),
                List.of(),
                "",
                List.of(),
                Map.of());
    }

    /** The names of the columns in order. */
    public List<String> columns() {
        return checked.columns();
    }

    /** What is known of a column before the query runs. */
    public Type type(String column) {
        return checked.types().getOrDefault(column, Type.ANY);
    }

    /**
     * The rows, each with a value for each column.
     *
     * @param now the present instant
     * @param limit how long it may take
     * @throws QueryException where a value met on the way cannot stand where it is used
     * @throws dev.khive.api.error.OperationTimeoutException where it takes longer than the limit
     */
    public List<List<@Nullable Object>> rows(ReferenceGraph graph, Instant now, Duration limit) {
        Evaluation evaluation = new Evaluation(graph, parameters, now, limit);
        try {
            requireCounts(evaluation);
            return evaluation.clauses().query(query, Table.UNIT).rows().stream()
                    .map(this::inOrder)
                    .toList();
        } catch (ValueFault fault) {
            throw QueryFaults.find(fault.getMessage(), fault)
                    .map(found -> FaultPlaces.in(text, found))
                    .orElseThrow(() -> new IllegalStateException("A fault without a meaning.", fault));
        }
    }

    /** SKIP and LIMIT are looked at first, those that are parameters before the others. */
    private void requireCounts(Evaluation evaluation) {
        checked.counts().stream()
                .sorted(Comparator.comparing(count -> !count.isParameter()))
                .forEach(count -> require(count, evaluation.expressions().value(count.expression(), Bindings.NONE)));
    }

    private static void require(RowCount count, @Nullable Object value) {
        if (value != null && !(value instanceof Long)) {
            throw QueryFaults.of("InvalidArgumentType", new IllegalArgumentException(value.toString()));
        }
        count.require((Long) value);
    }

    private List<@Nullable Object> inOrder(Bindings row) {
        List<@Nullable Object> values = new ArrayList<>();
        columns().forEach(column -> values.add(OneZero.in(row.get(column))));
        return Collections.unmodifiableList(values);
    }
}
