package dev.khive.db.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.query.PreparedQuery;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.Row;
import dev.khive.api.store.EntityDraft;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How compiled queries are run: streamed, limited, ended, inside transactions and out. */
@Timeout(120)
class QueryExecutionTest {
    private static final int PEOPLE = 1_000;
    private static final String ALL = "MATCH (n:Person) RETURN n.rank AS rank";
    private static final String LONG =
            "MATCH (a:Person), (b:Person), (c:Person), (d:Person) WHERE a.rank + b.rank + c.rank"
                    + " + d.rank = -1 RETURN count(*) AS none";

    @TempDir
    private Path folder;

    private Backend backend;
    private Storage storage;
    private List<UUID> ids;

    @BeforeEach
    void open() {
        backend = Khive.open("sqlite:" + folder.resolve("kb.db"));
        storage = backend.in(Scope.DEFAULT);
        ids = SampleGraph.write(storage, PEOPLE);
    }

    @AfterEach
    void close() {
        assertThat(readersInUse(backend))
                .as("connections that a result has kept")
                .isEqualTo("0");
        backend.close();
    }

    private static String readersInUse(Backend of) {
        return of.operations().describe().getOrDefault("readers.in-use", "?");
    }

    @Test
    void aLongResultIsStreamedAndGivesItsConnectionBackAtItsEnd() {
        QueryResult result = storage.query(ALL);
        assertThat(result.hasNext()).isTrue();
        assertThat(readersInUse(backend)).isEqualTo("1");
        int rows = 0;
        while (result.hasNext()) {
            result.next();
            rows++;
        }
        assertThat(rows).isEqualTo(PEOPLE);
        assertThat(readersInUse(backend)).isEqualTo("0");
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void aResultThatIsClosedEarlyGivesItsConnectionBack() {
        try (QueryResult result = storage.query(ALL)) {
            result.next();
            assertThat(readersInUse(backend)).isEqualTo("1");
        }
        assertThat(readersInUse(backend)).isEqualTo("0");
    }

    @Test
    void aShortResultHoldsNoConnectionEvenWhenItIsNotClosed() {
        QueryResult result = storage.query("MATCH (n:Person) RETURN n.rank AS rank LIMIT 3");
        assertThat(readersInUse(backend)).isEqualTo("0");
        assertThat(result.toList()).hasSize(3);
    }

    @Test
    void aStreamSeesTheSnapshotItBeganWith() {
        try (QueryResult result = storage.query(ALL)) {
            storage.entities().insert(EntityDraft.of("Person", Map.of("rank", -5)));
            assertThat(result.toList()).hasSize(PEOPLE);
        }
        assertThat(storage.query(ALL).toList()).hasSize(PEOPLE + 1);
    }

    @Test
    void aRowLimitEndsTheResultAndSaysThatThereIsMore() {
        try (QueryResult result = storage.query(ALL, Map.of(), QueryOptions.DEFAULT.withRowLimit(300))) {
            int rows = 0;
            while (result.hasNext()) {
                assertThat(result.truncated()).isFalse();
                result.next();
                rows++;
            }
            assertThat(rows).isEqualTo(300);
            assertThat(result.truncated()).isTrue();
        }
        try (QueryResult exact = storage.query(ALL, Map.of(), QueryOptions.DEFAULT.withRowLimit(PEOPLE))) {
            assertThat(exact.stream().count()).isEqualTo(PEOPLE);
            assertThat(exact.truncated()).isFalse();
        }
    }

    @Test
    void aQueryThatRunsTooLongIsEndedAndTheConnectionGoesOn() {
        for (int round = 0; round < 3; round++) {
            long begin = System.nanoTime();
            assertThatThrownBy(() ->
                            storage.query(LONG, Map.of(), QueryOptions.DEFAULT.withTimeout(Duration.ofMillis(200))))
                    .isInstanceOf(OperationTimeoutException.class)
                    .matches(error -> ((OperationTimeoutException) error).retryable());
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(storage.query(ALL).toList()).hasSize(PEOPLE);
        }
    }

    @Test
    void theTimeoutOfTheBackendHoldsWhereTheOptionsSayNothing() {
        try (Backend impatient = Khive.open(KhiveConfig.builder()
                .url("sqlite:" + folder.resolve("kb.db"))
                .set("timeout", "PT0.2S")
                .build())) {
            assertThatThrownBy(() -> impatient.in(Scope.DEFAULT).query(LONG))
                    .isInstanceOf(OperationTimeoutException.class);
        }
    }

    @Test
    void aValueWithoutARightAnswerIsAnErrorOfTheQuery() {
        assertThatThrownBy(() -> storage.query("MATCH (n:Person) RETURN n.name - 1 AS wrong"))
                .isInstanceOf(QueryException.class)
                .matches(error -> ((QueryException) error).reason() == QueryException.Reason.EVALUATION);
        assertThat(storage.query(ALL).toList()).hasSize(PEOPLE);
    }

    @Test
    void nodesEdgesAndPathsComeBackWhole() {
        Row row = storage.query(
                        "MATCH p = (a:Person {rank: 0})-[e:KNOWS]->(b) RETURN a, e, p, [a.rank, 'x', null] AS list,"
                                + " {k: b.rank} AS map")
                .single();
        assertThat(row.node("a").id()).isEqualTo(ids.get(0));
        assertThat(row.node("a").labels()).containsExactly("Person", "Even");
        assertThat(row.node("a").properties()).containsEntry("name", "person 0").containsEntry("rank", 0L);
        assertThat(row.edge("e").source()).isEqualTo(ids.get(0));
        assertThat(row.edge("e").target()).isEqualTo(ids.get(1));
        assertThat(row.edge("e").relation()).isEqualTo("KNOWS");
        assertThat(row.path("p").length()).isEqualTo(1);
        assertThat(row.path("p").end().id()).isEqualTo(ids.get(1));
        assertThat(row.list("list")).isEqualTo(java.util.Arrays.asList(0L, "x", null));
        assertThat(row.map("map").get("k")).isEqualTo(1L);
    }

    @Test
    void aPreparedQueryRunsWithOtherParametersOfOtherTypes() {
        PreparedQuery prepared =
                storage.prepare("MATCH (n:Person) WHERE n.rank = $rank OR n.name = $name RETURN n.rank AS rank");
        assertThat(prepared.parameterNames()).containsExactlyInAnyOrder("rank", "name");
        assertThat(prepared.execute(Map.of("rank", 5, "name", "nobody")).toList())
                .hasSize(1);
        assertThat(prepared.execute(Map.of("rank", "five", "name", "person 7"))
                        .single()
                        .longValue(0))
                .isEqualTo(7);
        assertThatThrownBy(() -> prepared.execute(Map.of("rank", 5)))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("name");
        assertThat(prepared.explain(Map.of("rank", 5, "name", "x")).sql()).startsWithIgnoringCase("select");
    }

    @Test
    void aQueryInATransactionSeesWhatItWroteAndNobodyElseDoes() {
        storage.transaction(transaction -> {
            transaction.entities().insert(EntityDraft.of("Fresh", Map.of("name", "new")));
            assertThat(transaction
                            .query("MATCH (n:Fresh) RETURN n.name AS name")
                            .toList())
                    .hasSize(1);
            assertThat(storage.query("MATCH (n:Fresh) RETURN n.name AS name").toList())
                    .isEmpty();
            QueryResult open = transaction.query(ALL);
            transaction.entities().insert(EntityDraft.of("Person", Map.of("rank", -1)));
            assertThat(open.toList()).hasSize(PEOPLE);
            return true;
        });
        assertThat(storage.query("MATCH (n:Fresh) RETURN n.name AS name").toList())
                .hasSize(1);
    }

    @Test
    void aFailedQueryLeavesItsTransactionUsable() {
        storage.transaction(transaction -> {
            transaction.entities().insert(EntityDraft.of("Fresh", Map.of("name", "new")));
            assertThatThrownBy(() ->
                            transaction.query(LONG, Map.of(), QueryOptions.DEFAULT.withTimeout(Duration.ofMillis(100))))
                    .isInstanceOf(OperationTimeoutException.class);
            assertThatThrownBy(() -> transaction.query("MATCH (n) RETURN")).isInstanceOf(QueryException.class);
            return true;
        });
        assertThat(storage.query("MATCH (n:Fresh) RETURN n.name AS name").toList())
                .hasSize(1);
    }

    @Test
    void severalNamespacesAreReadTogetherAndNamed() {
        SampleGraph.write(backend.in(Scope.of("local", "second")), 3);
        SampleGraph.write(backend.in(Scope.of("stranger", "default")), 5);
        List<Row> rows = backend.reading(ReadScope.of("local", "default", "second"))
                .query("MATCH (n:Person) WHERE n.rank < 3 RETURN n ORDER BY n.rank")
                .toList();
        assertThat(rows).hasSize(6);
        assertThat(rows.stream().map(row -> row.node("n").namespace()).distinct())
                .containsExactlyInAnyOrder("default", "second");
        assertThat(backend.in(Scope.of("nobody", "x"))
                        .query("MATCH (n) RETURN n")
                        .toList())
                .isEmpty();
    }

    @Test
    void inMemoryAnOpenResultHoldsNoWriterBack() {
        try (Backend memory = Khive.open("sqlite::memory:")) {
            SampleGraph.write(memory.in(Scope.DEFAULT), PEOPLE);
            QueryResult open = memory.in(Scope.DEFAULT).query(ALL);
            assertThat(readersInUse(memory)).isEqualTo("0");
            memory.in(Scope.DEFAULT).entities().insert(EntityDraft.of("Person", Map.of("rank", -1)));
            assertThat(open.toList()).hasSize(PEOPLE);
        }
    }

    @Test
    void closingTheBackendEndsAnOpenResultWithoutWaitingForIt() {
        Backend other = Khive.open("sqlite:" + folder.resolve("kb.db"));
        QueryResult open = other.in(Scope.DEFAULT).query(ALL);
        open.next();
        long begin = System.nanoTime();
        other.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThatThrownBy(() -> open.forEachRemaining(
                        row -> assertThat(row.longValue(0)).isNotNegative()))
                .isInstanceOf(UnavailableException.class);
        open.close();
    }

    @Test
    void aTextBeyondTheBoundIsRefused() {
        assertThatThrownBy(() -> storage.query("RETURN 1 // " + "x".repeat(2 << 20)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1048576");
    }
}
