package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.Scope;
import dev.khive.api.config.KhiveConfig;
import dev.khive.api.error.KhiveException;
import dev.khive.api.store.EdgeDraft;
import dev.khive.api.store.EntityDraft;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server ends the connection of a migration while it is under way. */
@Timeout(60)
class MigrationLossTest {
    private static final Scope SCOPE = Scope.of("t", "main");

    private TestServer server;
    private String schema = "";

    @BeforeEach
    void findServer() throws SQLException {
        server = TestServer.require();
        schema = server.newSchema();
        try (Connection connection = TestServer.plain(schema)) {
            Assumptions.assumeTrue(
                    PostgresRoles.isSuperuser(connection), "Whoever logs in here cannot end others' connections.");
        }
    }

    @AfterEach
    void close() throws SQLException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theSchemaStaysTheOlderOneAndIsMigratedByWhoOpensItNext() throws Exception {
        KhiveConfig config = TestServer.config(schema, Map.of());
        makeOlder(config);
        try (Connection connection = TestServer.plain(schema);
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Boolean> lost = threads.submit(() -> isLost(config));
            while (!endMigration(connection) && !lost.isDone()) {
                Thread.sleep(1);
            }
            assertThat(lost.get())
                    .as("the connection of the migration was ended")
                    .isTrue();
            assertThat(number(connection, "SELECT max(version::integer) FROM khive_schema_history"))
                    .isEqualTo(TestServer.OLDER);
            assertThat(number(connection, "SELECT count(to_regclass('edge_shape'))"))
                    .isZero();
        }
        try (Backend backend = Khive.open(config)) {
            assertThat(backend.operations().check(Progress.NONE).clean()).isTrue();
            assertThat(backend.sql().query("SELECT edges FROM edge_shape")).containsExactly(Map.of("edges", 1L));
        }
    }

    private void makeOlder(KhiveConfig config) throws SQLException {
        try (Backend backend = Khive.open(config)) {
            EntityDraft node = EntityDraft.of("Person", Map.of());
            backend.in(SCOPE).entities().insert(node);
            backend.in(SCOPE).graph().upsert(EdgeDraft.of(node.id(), "KNOWS", node.id()));
        }
        TestServer.makeOlder(schema);
    }

    private static boolean isLost(KhiveConfig config) {
        try {
            Khive.open(config).close();
            return false;
        } catch (KhiveException lost) {
            return true;
        }
    }

    /** Ends who holds the lock of a changed table, if there is one yet. */
    private static boolean endMigration(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        SELECT pg_terminate_backend(l.pid) FROM pg_locks AS l
                        WHERE l.relation = 'scope'::regclass AND l.mode = 'AccessExclusiveLock' AND l.granted""");
                ResultSet result = statement.executeQuery()) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }
}
