package dev.khive.r2dbc.postgres;

import dev.khive.api.Backend;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;
import org.testng.SkipException;
import org.testng.annotations.Test;

/** The verification of Reactive Streams, rule by rule, on the streams of both databases. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamRulesTest {
    private static final long PATIENCE = 2_000;
    private static final long SILENCE = 20;
    private static final String NUMBERS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n";

    @TempDir
    static Path folder = Path.of("");

    private @Nullable Backend sqlite;
    private @Nullable Backend postgres;
    private @Nullable TestServer server;

    @BeforeAll
    void openSqlite() {
        sqlite = TestServer.open("sqlite:" + folder.resolve("rules.db"), Map.of());
    }

    @AfterAll
    void close() throws SQLException {
        Objects.requireNonNull(sqlite).close();
        if (postgres != null) {
            postgres.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> onSqlite() {
        return rules(Objects.requireNonNull(sqlite));
    }

    @TestFactory
    Stream<DynamicTest> onPostgres() {
        TestServer found = TestServer.require();
        server = found;
        Backend opened = TestServer.open(found.newSchema(), Map.of());
        postgres = opened;
        return rules(opened);
    }

    private static Stream<DynamicTest> rules(Backend backend) {
        return Arrays.stream(Rows.class.getMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .sorted(Comparator.comparing(Method::getName))
                .map(method -> DynamicTest.dynamicTest(method.getName(), () -> run(new Rows(backend), method)));
    }

    private static void run(Rows rules, Method rule) throws Throwable {
        rules.setUp();
        try {
            rule.invoke(rules);
        } catch (InvocationTargetException thrown) {
            Throwable reason = Objects.requireNonNull(thrown.getCause());
            Assumptions.assumeFalse(reason instanceof SkipException, () -> String.valueOf(reason.getMessage()));
            throw reason;
        }
    }

    /** A publisher of so many rows, and one that fails. */
    static final class Rows extends PublisherVerification<Map<String, @Nullable Object>> {
        private final Backend backend;

        Rows(Backend backend) {
            super(new TestEnvironment(PATIENCE, SILENCE));
            this.backend = backend;
        }

        @Override
        public Publisher<Map<String, @Nullable Object>> createPublisher(long elements) {
            String sql = elements == 0 ? "SELECT 1 AS i WHERE 0 = ?" : NUMBERS;
            return FlowAdapters.toPublisher(backend.sql().stream(sql, elements == 0 ? 1L : elements));
        }

        /** What the database finds wrong is found with the first request, so there is no failure before it. */
        @Override
        public @Nullable Publisher<Map<String, @Nullable Object>> createFailedPublisher() {
            return null;
        }
    }
}
