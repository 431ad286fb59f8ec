package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.khive.api.Backend;
import dev.khive.api.IntegrityReport;
import dev.khive.api.Khive;
import dev.khive.api.Progress;
import dev.khive.api.PropertyIndex;
import dev.khive.api.Scope;
import dev.khive.api.filter.PropertyPath;
import dev.khive.api.store.EntityDraft;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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

    @Test
    @Timeout(60)
    void whoWritesToAnotherScopeDoesNotWaitForOneThatIsWrittenToForLong() throws Exception {
        Scope free = Scope.of("free", "default");
        Scope busy = Scope.of("busy", "default");
        try (Backend backend = Khive.open(TestServer.config(schema, Map.of()));
                Connection writing = TestServer.plain(schema);
                Statement statement = writing.createStatement()) {
            backend.in(free).entities().upsert(EntityDraft.of("Item", Map.of()));
            backend.in(busy).entities().upsert(EntityDraft.of("Item", Map.of()));
            writing.setAutoCommit(false);
            statement.execute("SET LOCAL ROLE khive_operator");
            statement.execute("SELECT last_sequence FROM scope WHERE tenant = 'busy' FOR UPDATE");
            CompletableFuture<Void> declaring =
                    CompletableFuture.runAsync(() -> backend.operations().createPropertyIndex(FIRST));
            TimeUnit.MILLISECONDS.sleep(300);
            for (int time = 0; time < 10; time++) {
                long begin = System.nanoTime();
                backend.in(free).entities().upsert(EntityDraft.of("Item", Map.of()));
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
                TimeUnit.MILLISECONDS.sleep(100);
            }
            assertThat(declaring).isNotDone();
            assertThat(backend.operations().propertyIndexes()).doesNotContain(FIRST);
            writing.commit();
            declaring.join();
            assertThat(backend.operations().propertyIndexes()).contains(FIRST);
        }
    }

    @Test
    @Timeout(60)
    void whatIsDroppedWhileItIsDeclaredAgainIsDeclaredWhereItIsThere() throws Exception {
        try (Backend one = Khive.open(TestServer.config(schema, Map.of()));
                Backend other = Khive.open(TestServer.config(schema, Map.of()));
                Connection building = TestServer.plain(schema);
                Statement statement = building.createStatement()) {
            for (int time = 0; time < 6; time++) {
                one.operations().createPropertyIndex(FIRST);
                statement.execute("SELECT pg_advisory_lock(" + PropertyIndexes.LOCK + ")");
                CompletableFuture<Void> dropping =
                        CompletableFuture.runAsync(() -> one.operations().dropPropertyIndex(FIRST));
                TimeUnit.MILLISECONDS.sleep(200);
                CompletableFuture<Void> declaring =
                        CompletableFuture.runAsync(() -> other.operations().createPropertyIndex(FIRST));
                TimeUnit.MILLISECONDS.sleep(200);
                statement.execute("SELECT pg_advisory_unlock(" + PropertyIndexes.LOCK + ")");
                CompletableFuture.allOf(dropping, declaring).join();
                assertThat(built(statement)).isEqualTo(declared(building));
                assertThat(one.operations().check(Progress.NONE).clean()).isTrue();
            }
        }
    }

    @Test
    void anIndexOfNoDeclaredPropertyIsFoundAndDropped() throws SQLException {
        try (Backend backend = Khive.open(TestServer.config(schema, Map.of()));
                Connection connection = TestServer.plain(schema);
                Statement statement = connection.createStatement()) {
            backend.operations().createPropertyIndex(FIRST);
            statement.execute("DELETE FROM property_index WHERE path LIKE '%first%'");
            assertThat(backend.operations().check(Progress.NONE).checks())
                    .flatExtracting(IntegrityReport.Check::findings)
                    .anySatisfy(finding -> assertThat(finding).contains("is of no property that is declared"));
            assertThat(backend.operations().repair(Progress.NONE).checks())
                    .filteredOn(check -> check.name().equals("property indexes"))
                    .allMatch(IntegrityReport.Check::repaired);
            assertThat(built(statement)).isEqualTo(declared(connection));
        }
    }

    private static Set<String> built(Statement statement) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (ResultSet rows = statement.executeQuery("SELECT indexname FROM pg_indexes"
                + " WHERE schemaname = current_schema() AND indexname ~ '^property_[0-9]+_'")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static Set<String> declared(Connection connection) throws SQLException {
        return PropertyIndexes.all(connection).stream()
                .flatMap(index -> index.parts().stream())
                .map(PropertyIndexes.Built::name)
                .collect(Collectors.toCollection(TreeSet::new));
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
