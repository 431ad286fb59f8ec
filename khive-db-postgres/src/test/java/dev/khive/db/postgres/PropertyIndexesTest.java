package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.PropertyIndex;
import dev.khive.api.filter.PropertyPath;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Indexes that are built while others build some. */
class PropertyIndexesTest {
    private static final PropertyIndex FIRST = new PropertyIndex(PropertyIndex.Target.NODE, PropertyPath.of("first"));
    private static final PropertyIndex SECOND = new PropertyIndex(PropertyIndex.Target.NODE, PropertyPath.of("second"));

    private TestServer server;
    private String schema;

    @BeforeEach
    void findServer() {
        server = TestServer.require();
        schema = server.newSchema();
    }

    @AfterEach
    void close() throws SQLException {
        server.close();
    }

    @Test
    @Timeout(60)
    void twoThatBuildAtOnceDoNotWaitForEachOther() throws Exception {
        try (Backend one = Khive.open(TestServer.config(schema, Map.of()));
                Backend other = Khive.open(TestServer.config(schema, Map.of()));
                Connection writing = TestServer.plain(schema);
                Statement statement = writing.createStatement()) {
            writing.setAutoCommit(false);
            statement.execute("LOCK TABLE node IN ROW EXCLUSIVE MODE");
            CompletableFuture<Void> building =
                    CompletableFuture.runAsync(() -> one.operations().createPropertyIndex(FIRST));
            untilABuildWaits();
            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(() -> other.operations().createPropertyIndex(SECOND));
            TimeUnit.MILLISECONDS.sleep(500);
            writing.commit();
            CompletableFuture.allOf(building, waiting).join();
            assertThat(one.operations().propertyIndexes()).contains(FIRST, SECOND);
        }
    }

    private void untilABuildWaits() throws SQLException, InterruptedException {
        try (Connection connection = TestServer.plain(schema);
                Statement statement = connection.createStatement()) {
            boolean waits = false;
            while (!waits) {
                TimeUnit.MILLISECONDS.sleep(20);
                try (ResultSet row = statement.executeQuery("""
                        SELECT EXISTS (
                          SELECT 1
                          FROM pg_locks AS l
                          JOIN pg_stat_progress_create_index AS p ON p.pid = l.pid
                          WHERE NOT l.granted AND p.relid = 'node'::regclass)""")) {
                    waits = row.next() && row.getBoolean(1);
                }
            }
        }
    }
}
