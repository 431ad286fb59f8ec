package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Bounds;
import dev.khive.api.ReadScope;
import dev.khive.api.Scope;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.scope.ScopedDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Connections, transactions and the schema. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresDatabaseTest {
    private static final ErrorContext CALL = ErrorContext.of("test", "test");

    private TestServer server;
    private PostgresDatabase database;
    private ScopedDatabase scoped;

    @BeforeAll
    void open() {
        server = TestServer.require();
        database = PostgresDatabase.open(TestServer.connections(server.newSchema(), Map.of("timeout", "PT5S")));
        scoped = new ScopedDatabase(database, Bounds.DEFAULT, Duration.ofSeconds(5), null);
    }

    @AfterAll
    void close() throws SQLException {
        if (server != null) {
            database.close();
            server.close();
        }
    }

    @Test
    void aScopeBeginsWithItsFirstWriteAndItsEventsAreNumbered() {
        Scope scope = Scope.of("a", "main");
        for (int i = 1; i <= 3; i++) {
            long expected = i;
            assertThat(scoped.access(new ReadScope(scope.tenant(), List.of(scope.namespace())), true, 0)
                            .<Long>write(CALL, unit -> unit.record("inserted", "entity", UUID.randomUUID())))
                    .isEqualTo(expected);
        }
        assertThat(scoped.access(new ReadScope(scope.tenant(), List.of(scope.namespace())), true, 0)
                        .<List<Long>>read(
                                CALL,
                                unit -> unit.session()
                                        .query(
                                                "SELECT sequence FROM event ORDER BY 1",
                                                List.of(),
                                                row -> row.integer(1))))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void aStatementWithoutAnyConditionSeesItsOwnScopeAlone() {
        scoped.access(ReadScope.of("mine", "main"), true, 0)
                .write(CALL, unit -> unit.record("inserted", "entity", UUID.randomUUID()));
        scoped.access(ReadScope.of("theirs", "main"), true, 0)
                .write(CALL, unit -> unit.record("inserted", "entity", UUID.randomUUID()));
        assertThat(scoped.access(ReadScope.of("mine", "main"), true, 0)
                        .<List<String>>read(
                                CALL,
                                unit -> unit.session()
                                        .query("SELECT tenant FROM scope", List.of(), row -> row.text(1))))
                .containsExactly("mine");
        assertThat(database.<Long>read(session -> session.number("SELECT count(*) FROM event")))
                .isZero();
    }

    @Test
    void aReadCannotWrite() {
        assertThatThrownBy(() -> database.read(session -> session.update("UPDATE scope SET last_sequence = 0")))
                .isInstanceOf(dev.khive.api.error.TransactionException.class);
    }

    @Test
    void aParameterOfTheAddressThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> PostgresAddress.parse("//u:secret@h/d?shema=x"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("shema")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        assertThatThrownBy(() -> PostgresDatabase.open(
                        TestServer.connections("postgres://u:secret@127.0.0.1:1/d", Map.of("timeout", "PT2S"))))
                .isInstanceOf(UnavailableException.class)
                .hasMessageNotContaining("secret");
    }
}
