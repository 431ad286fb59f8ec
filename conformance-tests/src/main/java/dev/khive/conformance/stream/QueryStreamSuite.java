package dev.khive.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.Row;
import dev.khive.api.store.BatchMode;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.stream.QueryStream;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Refusal;
import dev.khive.conformance.Requires;
import dev.khive.conformance.Suite;
import dev.khive.conformance.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of queries as streams: the same rows, behind the same walls. */
@Requires({Capability.STREAMS, Capability.QUERY_GQL})
@Timeout(60)
public abstract class QueryStreamSuite extends Suite {
    private static final String NUMBERS = "MATCH (x:Number) RETURN x.n AS n ORDER BY n";

    /** A suite over the databases of a run. */
    protected QueryStreamSuite(Databases databases) {
        super(databases);
    }

    private static void store(Storage storage, long first, long last) {
        storage.entities()
                .upsertAll(
                        LongStream.rangeClosed(first, last)
                                .mapToObj(n -> EntityDraft.of("Number", Map.of("n", n, "name", "number " + n)))
                                .toList(),
                        BatchMode.ATOMIC);
    }

    private static List<Long> numbers(List<Row> rows) {
        return rows.stream().map(row -> row.longValue("n")).toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Rule("STREAM-017")
    @Test
    void aStreamGivesTheRowsThatTheQueryGives() {
        store(storage(), 1, 700);
        String text = "MATCH (x:Number) WHERE x.n > $least RETURN x, x.n AS n, x.name AS name ORDER BY n";
        QueryStream stream = storage().streams().query(text, Map.of("least", 20));

        assertThat(stream.columns()).extracting(QueryColumn::name).containsExactly("x", "n", "name");
        assertThat(stream.warnings()).isEmpty();
        assertThat(Recorder.all(stream))
                .isEqualTo(storage().query(text, Map.of("least", 20)).toList());
    }

    @Rule("STREAM-018")
    @Test
    void rowsArriveAsTheyAreRequested() {
        store(storage(), 1, 50);
        Recorder<Row> recorder = Recorder.of(storage().streams().query(NUMBERS));

        assertThat(numbers(recorder.request(2).awaitItems(2))).isEqualTo(range(1, 2));
        assertThat(numbers(recorder.request(3).awaitItems(5))).isEqualTo(range(1, 5));
        recorder.request(Long.MAX_VALUE).awaitEnd();
        assertThat(numbers(recorder.items())).isEqualTo(range(1, 50));
    }

    @Rule("STREAM-019")
    @Test
    void aStreamSeesOneSnapshot() {
        store(storage(), 1, 2_000);
        Recorder<Row> recorder = Recorder.of(storage().streams().query(NUMBERS));
        recorder.request(1).awaitItems(1);

        store(storage(), 2_001, 2_010);
        recorder.request(Long.MAX_VALUE).awaitEnd();

        assertThat(recorder.items()).hasSize(2_000);
        assertThat(Recorder.all(storage().streams().query(NUMBERS))).hasSize(2_010);
    }

    @Rule("STREAM-020")
    @Test
    void aStreamSeesItsOwnScopeAlone() {
        Scope other = newScope();
        store(storage(), 1, 5);
        store(backend().in(other), 6, 9);
        store(backend().in(Scope.of(scope().tenant(), "second")), 10, 12);

        assertThat(numbers(Recorder.all(storage().streams().query(NUMBERS)))).isEqualTo(range(1, 5));
        assertThat(numbers(Recorder.all(backend().in(other).streams().query(NUMBERS))))
                .isEqualTo(range(6, 9));
        assertThat(numbers(Recorder.all(backend()
                        .reading(ReadScope.of(scope().tenant(), "main", "second"))
                        .streams()
                        .query(NUMBERS))))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 10L, 11L, 12L);
        assertThat(Recorder.all(backend().in(newScope()).streams().query(NUMBERS)))
                .as("a scope that was never written")
                .isEmpty();
    }

    @Rule("STREAM-021")
    @Test
    void aQueryThatIsWrongIsThrownBeforeAnybodySubscribes() {
        assertThat(catchThrowableOfType(
                        QueryException.class, () -> storage().streams().query("MATCH (x RETURN x")))
                .isNotNull();
        assertThat(catchThrowableOfType(
                        QueryException.class,
                        () -> storage().streams().query("MATCH (x) WHERE x.n = $missing RETURN x")))
                .isNotNull();
        Refusal.of(
                InvalidInputException.class,
                () -> storage().streams().query(NUMBERS, Map.of(), QueryOptions.DEFAULT.withRowLimit(5)));
    }

    @Rule("STREAM-022")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MATCH (x:Number) RETURN 1 / x.n AS n",
                "MATCH (x:Number) RETURN x.n AS n SKIP $less LIMIT 0",
                "MATCH (x:Number) RETURN x.n AS n SKIP 1 + 2 * $less LIMIT 0"
            })
    void anErrorThatAValueCausesIsSignalledAsTheQueryThrowsIt(String text) {
        store(storage(), 0, 3);
        Map<String, ?> parameters = Map.of("less", -1);
        QueryException thrown = catchThrowableOfType(
                QueryException.class, () -> storage().query(text, parameters).toList());

        assertThat(Recorder.failure(storage().streams().query(text, parameters)))
                .isInstanceOfSatisfying(QueryException.class, signalled -> {
                    assertThat(signalled.reason()).isEqualTo(thrown.reason());
                    assertThat(signalled.code()).isEqualTo(thrown.code());
                    assertThat(signalled.line()).isEqualTo(thrown.line());
                    assertThat(signalled).hasMessage(thrown.getMessage());
                });
    }

    @Rule("STREAM-023")
    @Test
    void aHandleThatWaitsForAVersionStreamsFromThere() {
        try (Backend impatient = openNew(Map.of("timeout", "PT3S"))) {
            Storage stored = impatient.in(scope());
            store(stored, 1, 3);
            long version = stored.version().version();

            assertThat(Recorder.all(stored.atLeast(version).streams().query(NUMBERS)))
                    .hasSize(3);
            assertThat(Recorder.failure(stored.atLeast(version + 1).streams().query(NUMBERS)))
                    .isInstanceOf(UnavailableException.class);
        }
    }
}
