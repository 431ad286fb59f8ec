package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.error.CancelledException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.Row;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A query whose answers are short is one exchange with the server, and everything that can go wrong with it goes as before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneExchangeTest {
    private static final String FRIENDS =
            "MATCH (a:Person {name: $name})-[:KNOWS]->(b) RETURN b.name AS name ORDER BY name";
    private static final String NUMBERS = "UNWIND range(1, $n) AS x RETURN x";
    private static final String PRODUCTS =
            "UNWIND range(1, $n) AS a UNWIND range(1, $n) AS b WITH a * b AS c WHERE c < 0 RETURN count(*) AS n";

    private TestServer server;
    private ExchangeCounter counter;
    private Backend backend;
    private Backend elsewhere;
    private Scope scope = Scope.DEFAULT;
    private UUID ada = new UUID(0, 0);
    private int tests;

    @BeforeAll
    void open() throws IOException {
        server = TestServer.require();
        String address = server.newSchema();
        elsewhere = Khive.open(TestServer.config(address, Map.of()));
        PostgresAddress parsed =
                PostgresAddress.parse(TestServer.config(address, Map.of()).location());
        counter = ExchangeCounter.before(parsed.host(), parsed.port());
        String counted = address.replace(":" + parsed.port() + "/", ":" + counter.port() + "/");
        backend = Khive.open(TestServer.config(counted, Map.of("postgres.pool-size", "1")));
    }

    @BeforeEach
    void fill() {
        scope = Scope.of("tenant-" + ++tests, "main");
        Storage writing = elsewhere.in(scope);
        EntityDraft person = EntityDraft.of("Person", Map.of("name", "Ada"));
        EntityDraft friend = EntityDraft.of("Person", Map.of("name", "Alan"));
        writing.entities().insert(person);
        writing.entities().insert(friend);
        writing.graph().insert(EdgeDraft.of(person.id(), "KNOWS", friend.id()));
        ada = person.id();
    }

    @AfterAll
    void close() throws IOException, SQLException {
        if (server != null) {
            backend.close();
            counter.close();
            elsewhere.close();
            server.close();
        }
    }

    private Storage storage() {
        return backend.in(scope);
    }

    private List<Object> values(String text, Map<String, ?> parameters) {
        return storage().query(text, parameters).toList().stream()
                .map(row -> row.value(0))
                .toList();
    }

    private long exchanges(Runnable work) {
        long before = counter.exchanges();
        work.run();
        return counter.exchanges() - before;
    }

    @Test
    void aTextThatWasAnsweredShortlyIsOneExchangeAlsoOnceTheServerHasPreparedIt() {
        values(FRIENDS, Map.of("name", "Ada"));
        values(FRIENDS, Map.of("name", "Ada"));
        for (int run = 0; run < 20; run++) {
            assertThat(exchanges(() ->
                            assertThat(values(FRIENDS, Map.of("name", "Ada"))).containsExactly("Alan")))
                    .isEqualTo(1);
        }
    }

    @Test
    void anAnswerForAStateThatHasPassedIsThrownAway() {
        for (int run = 0; run < 3; run++) {
            assertThat(values(FRIENDS, Map.of("name", "Ada"))).containsExactly("Alan");
        }
        Storage writing = elsewhere.in(scope);
        EntityDraft machine = EntityDraft.of("Machine", Map.of("name", "Bombe"));
        writing.entities().insert(machine);
        writing.graph().insert(EdgeDraft.of(ada, "KNOWS", machine.id()));
        assertThat(exchanges(
                        () -> assertThat(values(FRIENDS, Map.of("name", "Ada"))).containsExactly("Alan", "Bombe")))
                .isGreaterThan(1);
        assertThat(exchanges(
                        () -> assertThat(values(FRIENDS, Map.of("name", "Ada"))).containsExactly("Alan", "Bombe")))
                .isEqualTo(1);
    }

    @Test
    void anAnswerThatIsLongForOnceHasAllItsRows() {
        for (int n : new int[] {1, 2, 256, 257, 2_000, 3}) {
            assertThat(values(NUMBERS, Map.of("n", n))).hasSize(n);
        }
    }

    @Test
    void aLimitOfRowsIsOneExchangeAndTellsThatThereWereMore() {
        values(NUMBERS, Map.of("n", 2_000));
        assertThat(exchanges(() -> {
                    QueryResult result =
                            storage().query(NUMBERS, Map.of("n", 2_000), QueryOptions.DEFAULT.withRowLimit(3));
                    assertThat(result.truncated()).isFalse();
                    assertThat(result)
                            .toIterable()
                            .extracting(row -> row.value(0))
                            .containsExactly(1L, 2L, 3L);
                    assertThat(result.truncated()).isTrue();
                }))
                .isEqualTo(1);
    }

    @Test
    void aFailureIsTheQuerysOwnAndTheConnectionGoesOn() {
        String text = "UNWIND [1] AS x RETURN x / $d AS y";
        values(text, Map.of("d", 1));
        values(text, Map.of("d", 1));
        assertThatThrownBy(() -> values(text, Map.of("d", 0)))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("zero");
        assertThat(exchanges(() -> assertThat(values(text, Map.of("d", 1))).containsExactly(1L)))
                .isEqualTo(1);
    }

    @Test
    void aTimeLimitEndsItAndTheConnectionGoesOn() {
        values(PRODUCTS, Map.of("n", 2));
        QueryOptions brief = QueryOptions.DEFAULT.withTimeout(Duration.ofMillis(300));
        assertThatThrownBy(() -> storage().query(PRODUCTS, Map.of("n", 1_000_000), brief))
                .isInstanceOf(OperationTimeoutException.class);
        assertThat(values(PRODUCTS, Map.of("n", 2))).containsExactly(0L);
    }

    @Test
    void anInterruptEndsItAndTheConnectionGoesOn() throws Exception {
        values(PRODUCTS, Map.of("n", 2));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                List<Row> rows = storage()
                        .query(
                                PRODUCTS,
                                Map.of("n", 1_000_000),
                                QueryOptions.DEFAULT.withTimeout(Duration.ofMinutes(1)))
                        .toList();
                ended.completeExceptionally(new AssertionError("It was answered: " + rows));
            } catch (CancelledException cancelled) {
                ended.complete(cancelled);
            }
        });
        Thread.sleep(300);
        thread.interrupt();
        assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(CancelledException.class);
        assertThat(values(PRODUCTS, Map.of("n", 2))).containsExactly(0L);
    }

    @Test
    void anotherTenantSeesItsOwnRowsByTheSameTextAndConnection() {
        Storage other = backend.in(Scope.of("other", "main"));
        other.entities().insert(EntityDraft.of("Person", Map.of("name", "Grace")));
        String text = "MATCH (p:Person) RETURN p.name AS name ORDER BY name";
        for (int run = 0; run < 4; run++) {
            assertThat(values(text, Map.of())).containsExactly("Ada", "Alan");
            assertThat(other.query(text).toList())
                    .extracting(row -> row.value(0))
                    .containsExactly("Grace");
        }
    }
}
