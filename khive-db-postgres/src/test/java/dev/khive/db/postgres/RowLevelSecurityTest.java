package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import dev.khive.api.store.Metric;
import dev.khive.api.store.SparseDraft;
import dev.khive.api.store.SparseVector;
import dev.khive.api.store.TextDocument;
import dev.khive.api.store.VectorDraft;
import dev.khive.api.store.VectorField;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The second wall: statements without a condition, written by hand, on a connection that runs as the application. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowLevelSecurityTest {
    private static final Scope MINE = Scope.of("mine", "main");
    private static final Scope THEIRS = Scope.of("theirs", "main");

    private TestServer server;
    private String address;
    private Backend backend;

    @BeforeAll
    void fill() {
        server = TestServer.require();
        address = server.newSchema();
        backend = Khive.open(TestServer.config(address, Map.of()));
        fill(backend.in(MINE));
        fill(backend.in(THEIRS));
    }

    private static void fill(Storage storage) {
        EntityDraft a = EntityDraft.of("Person", Map.of("name", "Ada", "description", "wrote a program"));
        EntityDraft b = EntityDraft.of("Person", Map.of("name", "Alan"));
        storage.entities().insert(a);
        storage.entities().insert(b);
        storage.graph().insert(EdgeDraft.of(a.id(), "KNOWS", b.id()));
        VectorField field = new VectorField("face", "model", 2, Metric.L2);
        storage.vectors().define(field);
        storage.vectors().put(VectorDraft.of(a.id(), field, new float[] {1, 2}));
        storage.sparse()
                .put(new SparseDraft(a.id(), "terms", "model", new SparseVector(new int[] {1}, new float[] {2})));
        storage.text().put(new TextDocument(b.id(), "life", "Alan", "broke a code"));
    }

    @AfterAll
    void close() throws SQLException {
        if (server != null) {
            backend.close();
            server.close();
        }
    }

    /** Every table of the schema that a scope has rows in; one that is added later is found here too. */
    List<String> tables() throws SQLException {
        try (Connection connection = TestServer.plain(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT table_name
                        FROM information_schema.columns
                        WHERE table_schema = current_schema() AND column_name = 'scope_id'
                        ORDER BY table_name""")) {
            List<String> tables = new ArrayList<>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    /** Work in a transaction of the application's role, rolled back afterwards. */
    private <T> T asApplication(@Nullable Scope scope, Work<T> work) throws SQLException {
        try (Connection connection = TestServer.plain(address);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE khive_app");
            if (scope != null) {
                statement.execute("SELECT khive_enter('" + scope.tenant() + "', '{" + scope.namespace() + "}', true)");
            }
            T result = work.with(statement);
            connection.rollback();
            return result;
        }
    }

    private long count(@Nullable Scope scope, String table) throws SQLException {
        return asApplication(scope, statement -> number(statement, "SELECT count(*) FROM " + table));
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private long rows(String table, Scope scope) {
        return number(
                "SELECT count(*) FROM " + table + " AS t JOIN scope AS s USING (scope_id) WHERE s.tenant = ?", scope);
    }

    @Test
    void everyTableWithTenantsHasForcedPolicies() throws SQLException {
        assertThat(tables()).hasSizeGreaterThanOrEqualTo(15);
        assertThat(backend.operations().describe()).containsEntry("row-level-security", "on");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aReadWithoutAnyConditionSeesItsOwnScopeAlone(String table) throws SQLException {
        assertThat(rows(table, MINE)).as("rows of the test's own in %s", table).isPositive();
        assertThat(count(MINE, table)).isEqualTo(rows(table, MINE));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void withoutAScopeNothingIsSeen(String table) throws SQLException {
        assertThat(count(null, table)).isZero();
        assertThat(count(Scope.of("nobody", "main"), table)).isZero();
        assertThat(count(Scope.of("mine", "other"), table)).isZero();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void anUpdateWithoutAnyConditionChangesItsOwnScopeAlone(String table) throws SQLException {
        long changed = asApplication(
                MINE, statement -> (long) statement.executeUpdate("UPDATE " + table + " SET scope_id = scope_id"));
        assertThat(changed).isEqualTo(rows(table, MINE));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aRowCannotBeMovedToAnotherScope(String table) {
        assertThatThrownBy(() -> asApplication(
                        MINE, statement -> statement.executeUpdate("UPDATE " + table + " SET scope_id = scope_id + 1")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aDeleteOfAnotherScopesRowsFindsNone(String table) throws SQLException {
        long others = idOf(THEIRS);
        long deleted = asApplication(MINE, statement ->
                (long) statement.executeUpdate("DELETE FROM " + table + " WHERE scope_id = " + others));
        assertThat(deleted).isZero();
        assertThat(rows(table, THEIRS)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aCopyOfOnesOwnRowIntoAnotherScopeIsRefused(String table) throws SQLException {
        long others = idOf(THEIRS);
        assertThatThrownBy(() -> asApplication(MINE, statement -> {
                    if (table.equals("scope")) {
                        return statement.executeUpdate(
                                "INSERT INTO scope (tenant, namespace) VALUES ('theirs', 'new')");
                    }
                    String columns = columns(statement, table);
                    return statement.executeUpdate("INSERT INTO " + table + " (scope_id, " + columns + ") SELECT "
                            + others + ", " + columns + " FROM " + table + " LIMIT 1");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
    }

    private static String columns(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "SELECT string_agg(quote_ident(attname), ', ') FROM pg_attribute" + " WHERE attrelid = '" + table
                        + "'::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'scope_id'")) {
            row.next();
            return row.getString(1);
        }
    }

    private long number(String sql, Scope scope) {
        return backend.sql().query(sql, scope.tenant()).getFirst().values().stream()
                .mapToLong(value -> value instanceof Number number ? number.longValue() : -1)
                .findFirst()
                .orElseThrow();
    }

    private long idOf(Scope scope) {
        return number("SELECT scope_id FROM scope WHERE tenant = ?", scope);
    }

    @Test
    void aHandleThatReadsCannotWriteByHandEither() throws SQLException {
        assertThatThrownBy(() -> asApplication(MINE, statement -> {
                    statement.execute("SELECT khive_enter('mine', '{main}', false)");
                    return statement.executeUpdate(
                            "INSERT INTO relation (scope_id, name) VALUES (" + idOf(MINE) + ", 'X')");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("row-level security");
    }

    @ParameterizedTest
    @ValueSource(strings = {"readable_node", "readable_edge", "readable_event"})
    void aViewForPeopleShowsItsOwnScopeAlone(String view) throws SQLException {
        long mine = number("SELECT count(*) FROM " + view + " WHERE tenant = ?", MINE);
        assertThat(mine).isPositive();
        assertThat(count(MINE, view)).isEqualTo(mine);
        assertThat(count(null, view)).isZero();
    }

    @Test
    void aTenantsNameAloneShowsItsNamespacesAndNothingInThem() throws SQLException {
        List<Long> seen = asApplication(null, statement -> {
            statement.execute("SELECT khive_enter('mine', NULL, false)");
            return List.of(
                    number(statement, "SELECT count(*) FROM scope"), number(statement, "SELECT count(*) FROM node"));
        });
        assertThat(seen).containsExactly(1L, 0L);
    }

    @Test
    void theScopeEndsWithItsTransaction() throws SQLException {
        try (Connection connection = TestServer.plain(address);
                Statement statement = connection.createStatement()) {
            statement.execute("SET ROLE khive_app");
            connection.setAutoCommit(false);
            statement.execute("SELECT khive_enter('mine', '{main}', true)");
            assertThat(number(statement, "SELECT count(*) FROM node")).isEqualTo(2);
            connection.commit();
            assertThat(number(statement, "SELECT count(*) FROM node")).isZero();
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }
}
