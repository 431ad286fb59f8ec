package dev.khive.conformance.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Capability;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.query.Explanation;
import dev.khive.api.query.PreparedQuery;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.Row;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.RecordIds;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import dev.khive.query.value.JsonValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of {@code cases.txt}, run directly and prepared, and what a result promises. */
@Requires(Capability.QUERY_GQL)
public abstract class QuerySuite extends Suite {

    private final Map<List<String>, Scope> graphs = new HashMap<>();

    /** A suite over the databases of a run. */
    protected QuerySuite(Databases databases) {
        super(databases);
    }

    static Stream<QueryCase> cases() {
        return QueryCase.read("cases.txt").stream();
    }

    private Storage storageWith(List<String> graph) {
        return backend().in(graphs.computeIfAbsent(graph, lines -> {
            Scope scope = newScope();
            lines.forEach(line -> store(backend().in(scope), line));
            return scope;
        }));
    }

    private static void store(Storage storage, String line) {
        if (line.startsWith("node ")) {
            String[] parts = line.split(" ", 4);
            storage.entities()
                    .upsert(new EntityDraft(
                            RecordIds.ofName(parts[1]), List.of(parts[2].split("\\|")), JsonValues.read(parts[3])));
        } else {
            String[] parts = line.split(" ", 5);
            storage.graph()
                    .upsert(EdgeDraft.of(RecordIds.ofName(parts[1]), parts[2], RecordIds.ofName(parts[3]))
                            .withProperties(JsonValues.read(parts[4])));
        }
    }

    private static void assertGivesOrRefuses(QueryCase wanted, Supplier<QueryResult> run) {
        unlessRefused(wanted, () -> rowsOf(run.get())).ifPresent(rows -> assertGives(wanted, rows));
    }

    /** What a call gives, empty where it is a refusal that the case permits. */
    private static <T> Optional<T> unlessRefused(QueryCase wanted, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (QueryException refused) {
            assertThat(wanted.refusable()).as(refused.getMessage()).isTrue();
            assertThat(refused.reason()).isEqualTo(QueryException.Reason.REJECTED);
            return Optional.empty();
        }
    }

    private static void assertGives(QueryCase wanted, List<Map<String, @Nullable Object>> rows) {
        if (wanted.ordered()) {
            assertThat(rows).isEqualTo(wanted.rows());
        } else {
            assertThat(rows).containsExactlyInAnyOrderElementsOf(rowsOf(wanted));
        }
    }

    @SuppressWarnings("unchecked") // A row that is expected has the type of a row that is found.
    private static List<Map<String, @Nullable Object>> rowsOf(QueryCase wanted) {
        return (List<Map<String, @Nullable Object>>) (List<?>) wanted.rows();
    }

    private static List<Map<String, @Nullable Object>> rowsOf(QueryResult result) {
        return result.toList().stream().map(Row::toMap).toList();
    }

    @Rule("QUERY-001")
    @ParameterizedTest
    @MethodSource("cases")
    void queryGivesItsRowsOrItsError(QueryCase wanted) {
        Storage storage = storageWith(wanted.graph());
        if (wanted.error() == null) {
            assertGivesOrRefuses(wanted, () -> storage.query(wanted.query(), wanted.parameters()));
        } else {
            QueryException error = Refusal.of(
                    QueryException.class,
                    () -> storage.query(wanted.query(), wanted.parameters()).toList());
            assertThat(error.reason() + " " + error.code() + ": " + error.getMessage())
                    .startsWith(wanted.error());
        }
    }

    @Rule("QUERY-002")
    @ParameterizedTest
    @MethodSource("cases")
    void preparedQueryGivesTheSame(QueryCase wanted) {
        if (wanted.error() == null) {
            PreparedQuery prepared = storageWith(wanted.graph()).prepare(wanted.query());

            assertThat(prepared.text()).isEqualTo(wanted.query());
            assertThat(wanted.parameters().keySet()).containsAll(prepared.parameterNames());
            assertGivesOrRefuses(wanted, () -> prepared.execute(wanted.parameters()));
            assertGivesOrRefuses(wanted, () -> prepared.execute(wanted.parameters()));
        }
    }

    @Rule("QUERY-003")
    @ParameterizedTest
    @MethodSource("cases")
    void explainShowsNoValueOfAParameter(QueryCase wanted) {
        if (wanted.error() == null) {
            String secret = "secret-" + scope().tenant();
            Map<String, Object> parameters = new HashMap<>(wanted.parameters());
            parameters.replaceAll((name, value) -> value instanceof String ? secret : value);

            Storage storage = storageWith(wanted.graph());
            unlessRefused(wanted, () -> storage.explainWithDatabasePlan(wanted.query(), parameters))
                    .ifPresent(whole -> {
                        Explanation explanation = storage.explain(wanted.query(), parameters);

                        assertThat(explanation.text()).isNotBlank().doesNotContain(secret);
                        assertThat(whole.text()).startsWith(explanation.text()).doesNotContain(secret);
                        assertThat(whole.databasePlan().isEmpty())
                                .isNotEqualTo(backend().capabilities().contains(Capability.SQL_ACCESS));
                    });
        }
    }

    private void storeNumbers(int number) {
        for (int i = 0; i < number; i++) {
            storage().entities().upsert(EntityDraft.of("N", Map.of("n", i)));
        }
    }

    @Rule("QUERY-004")
    @Test
    void aRowLimitEndsTheResultAndSaysSo() {
        storeNumbers(5);
        String query = "MATCH (n:N) RETURN n.n AS n ORDER BY n";

        QueryResult cut = storage().query(query, Map.of(), QueryOptions.DEFAULT.withRowLimit(3));
        QueryResult whole = storage().query(query, Map.of(), QueryOptions.DEFAULT.withRowLimit(5));

        assertThat(cut.toList().stream().map(row -> row.longValue("n"))).containsExactly(0L, 1L, 2L);
        assertThat(cut.truncated()).isTrue();
        assertThat(whole.toList()).hasSize(5);
        assertThat(whole.truncated()).isFalse();
    }

    @Rule("QUERY-005")
    @Test
    void columnsAreKnownBeforeTheFirstRowInTheirOrder() {
        try (QueryResult result = storage().query("MATCH (n:N) RETURN n.b AS b, n.a AS a, count(*) AS c")) {
            assertThat(result.columns().stream().map(column -> column.name())).containsExactly("b", "a", "c");
        }
    }

    @Rule("QUERY-006")
    @Test
    void aResultThatIsClosedEarlyHoldsNothing() {
        storeNumbers(5);
        for (int i = 0; i < 100; i++) {
            QueryResult result = storage().query("MATCH (n:N) RETURN n.n AS n");
            result.next();
            result.close();
            result.close();
        }

        storage().entities().upsert(EntityDraft.of("N", Map.of("n", 5)));
        assertThat(storage().query("MATCH (n:N) RETURN count(n) AS n").single().longValue("n"))
                .isEqualTo(6);
    }

    @Rule("QUERY-007")
    @Test
    void anErrorOfTheTextHasItsPlace() {
        QueryException error = Refusal.of(QueryException.class, () -> storage().query("MATCH (n)\nRETURN missing"));

        assertThat(error.line()).hasValue(2);
        assertThat(error.column()).hasValue(8);
        assertThat(error.getMessage()).contains("missing");
    }

    @Rule("QUERY-008")
    @Test
    void queriesInATransactionSeeItsWrites() {
        if (backend().capabilities().contains(Capability.TRANSACTIONS)) {
            long counted = storage().transaction(transaction -> {
                transaction.entities().upsert(EntityDraft.of("N", Map.of("n", 1)));
                return transaction
                        .query("MATCH (n:N) RETURN count(n) AS n")
                        .single()
                        .longValue("n");
            });

            assertThat(counted).isEqualTo(1);
        }
    }
}
