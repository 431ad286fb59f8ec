package dev.khive.db.sqlite;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.khive.api.Durability;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.error.TransactionException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.RowCursor;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.db.sql.session.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SqliteDatabaseTest {
    private static final String ENDLESS =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    @TempDir
    private Path folder;

    private static long scopes(Session session) {
        return session.number("SELECT count(*) FROM scope");
    }

    private static int addScope(Session session, String name) {
        return session.update("INSERT INTO scope (tenant, namespace) VALUES ('t', ?)", name);
    }

    private static String text(Session session, String sql) {
        return session.first(sql, List.of(), row -> row.text(1)).orElseThrow();
    }

    @Nested
    class Settings {
        @Test
        void writersAndReadersAreConfiguredForSafety() {
            try (SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"))) {
                assertThat(database.<List<String>>write(Settings::values)).containsExactly("wal", "2", "1", "0", "0");
                assertThat(database.<List<String>>read(Settings::values)).containsExactly("wal", "2", "1", "1", "0");
                assertThat(database.durability()).isEqualTo(Durability.STABLE);
            }
        }

        private static List<String> values(Session session) {
            return List.of("journal_mode", "synchronous", "foreign_keys", "query_only", "trusted_schema").stream()
                    .map(name -> text(session, "PRAGMA " + name))
                    .toList();
        }

        @Test
        void synchronousNormalIsPassedOnAndSaidInTheDurability() {
            try (SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"), "sqlite.synchronous", "normal")) {
                assertThat(database.<String>write(session -> text(session, "PRAGMA synchronous")))
                        .isEqualTo("1");
                assertThat(database.durability()).isEqualTo(Durability.PROCESS);
            }
        }

        @Test
        void cacheBytesBecomeTheCacheOfEachConnection() {
            try (SqliteDatabase database =
                    TestDatabases.open(folder.resolve("a.db"), "sqlite.cache-bytes", "1048576")) {
                assertThat(database.<String>read(session -> text(session, "PRAGMA cache_size")))
                        .isEqualTo("-1024");
            }
        }

        @Test
        void theBusyTimeoutIsTheTimeoutUnlessItIsShorter() {
            assertThat(TestDatabases.connections("sqlite:a.db").options().busyTimeout())
                    .isEqualTo(Duration.ofSeconds(30));
            assertThat(TestDatabases.connections("sqlite:a.db", "sqlite.busy-timeout", "PT2S")
                            .options()
                            .busyTimeout())
                    .isEqualTo(Duration.ofSeconds(2));
            assertThat(TestDatabases.connections("sqlite:a.db", "sqlite.busy-timeout", "PT2H")
                            .options()
                            .busyTimeout())
                    .isEqualTo(Duration.ofSeconds(30));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "sqlite.readers=0",
                    "sqlite.readers=65",
                    "sqlite.synchronous=off",
                    "sqlite.cache-bytes=1",
                    "sqlite.busy-timeout=soon",
                    "sqlite.busy-timeout=PT-1S"
                })
        void aValueThatMakesNoSenseIsRefusedByName(String setting) {
            String key = setting.substring(0, setting.indexOf('='));
            String value = setting.substring(setting.indexOf('=') + 1);
            assertThatThrownBy(() -> TestDatabases.connections("sqlite:a.db", key, value))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining(key)
                    .hasMessageContaining(value);
        }

        @Test
        void onlyAsManyReadAtOnceAsThereAreReaders() {
            try (SqliteDatabase database =
                    TestDatabases.open(folder.resolve("a.db"), "sqlite.readers", "1", "timeout", "PT0.3S")) {
                try (Database.Lease lease = database.lease()) {
                    assertThat(lease.<Long>call(SqliteDatabaseTest::scopes)).isZero();
                    assertThatThrownBy(() -> database.read(SqliteDatabaseTest::scopes))
                            .isInstanceOf(UnavailableException.class)
                            .hasMessageContaining("No connection of the 1 that read")
                            .hasMessageContaining("PT0.3S")
                            .matches(error -> ((UnavailableException) error).retryable());
                }
                assertThat(database.<Long>read(SqliteDatabaseTest::scopes)).isZero();
            }
        }
    }

    @Nested
    class Snapshots {
        @Test
        void aReadDoesNotSeeWhatIsCommittedWhileItRuns() {
            try (SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"))) {
                long seen = database.read(session -> {
                    long before = scopes(session);
                    assertThat(CompletableFuture.supplyAsync(
                                    () -> database.<Integer>write(writing -> addScope(writing, "n"))))
                            .succeedsWithin(5, SECONDS);
                    return scopes(session) - before;
                });
                assertThat(seen).isZero();
                assertThat(database.<Long>read(SqliteDatabaseTest::scopes)).isOne();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"SELECT count(*) FROM scope", "SELECT scope_id FROM scope WHERE scope_id = 99", "a cursor"})
        void aLeaseStandsOnTheSnapshotOfItsFirstQueryAndHoldsNoWriterBackInAFile(String first) {
            try (SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"))) {
                assertThat(database.leaseHoldsWritersBack()).isFalse();
                try (Database.Lease lease = database.lease()) {
                    lease.call(session -> first.startsWith("SELECT")
                            ? session.queryFirst(new RowStatement<>(first, List.of(), row -> row.integer(1)), 1)
                            : session.stream("SELECT count(*) FROM scope", List.of(), row -> row.integer(1)));
                    for (String name : List.of("m", "n")) {
                        database.write(session -> addScope(session, name));
                        assertThat(lease.<Long>call(SqliteDatabaseTest::scopes)).isZero();
                    }
                }
                assertThat(database.readersInUse()).isZero();
                assertThat(database.<Long>read(SqliteDatabaseTest::scopes)).isEqualTo(2);
            }
        }

        @Test
        void aReadingConnectionRefusesToWrite() {
            try (SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"))) {
                assertThatThrownBy(() -> database.read(session -> addScope(session, "n")))
                        .isInstanceOf(InvalidInputException.class)
                        .hasMessageContaining("only reads");
            }
        }

        @Test
        void aWriteThatThrowsLeavesNothingAndTheConnectionGoesOn() {
            try (SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"))) {
                assertThatThrownBy(() -> database.write(session -> {
                            addScope(session, "n");
                            throw new IllegalStateException("no");
                        }))
                        .hasMessage("no")
                        .isInstanceOf(IllegalStateException.class);
                assertThat(database.<Integer>write(session -> addScope(session, "n")))
                        .isOne();
                assertThat(database.<Long>read(SqliteDatabaseTest::scopes)).isOne();
            }
        }
    }

    @Nested
    class Limits {
        @Test
        void aReadThatRunsTooLongIsEndedAndItsConnectionGoesOn() {
            try (SqliteDatabase database =
                    TestDatabases.open(folder.resolve("a.db"), "timeout", "PT0.2S", "sqlite.readers", "1")) {
                for (int round = 0; round < 3; round++) {
                    assertThatThrownBy(() -> database.read(session -> session.number(ENDLESS)))
                            .isInstanceOf(OperationTimeoutException.class);
                    assertThat(database.<Long>read(SqliteDatabaseTest::scopes)).isZero();
                }
            }
        }

        @Test
        void aWriteInTheThreadOfAWriteIsRefusedAtOnce() {
            try (SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"))) {
                assertThatThrownBy(
                                () -> database.write(outer -> database.<Integer>write(inner -> addScope(inner, "n"))))
                        .isInstanceOf(TransactionException.class)
                        .hasMessageContaining("wait for itself");
            }
        }
    }

    @Nested
    class Memory {
        @Test
        void theConnectionsOfABackendShareOneDatabaseAndNoOtherBackendSeesIt() {
            try (SqliteDatabase database = TestDatabases.open("sqlite::memory:");
                    SqliteDatabase other = TestDatabases.open("sqlite::memory:")) {
                database.write(session -> addScope(session, "n"));
                assertThat(database.<Long>read(SqliteDatabaseTest::scopes)).isOne();
                assertThat(other.<Long>read(SqliteDatabaseTest::scopes)).isZero();
                assertThat(database.durability()).isEqualTo(Durability.MEMORY);
                assertThat(database.leaseHoldsWritersBack()).isTrue();
            }
        }

        @Test
        void noFileIsMade() throws Exception {
            try (SqliteDatabase database = TestDatabases.open("sqlite::memory:")) {
                database.write(session -> addScope(session, "n"));
                String file = database.read(session -> session.first(
                                "SELECT file FROM pragma_database_list WHERE name = 'main'",
                                List.of(),
                                row -> row.text(1))
                        .orElseThrow());
                assertThat(file).isEmpty();
                try (var files = Files.list(Path.of("").toAbsolutePath())) {
                    assertThat(files.map(path -> path.getFileName().toString()))
                            .noneMatch(name -> name.contains("memory"));
                }
            }
        }

        @Test
        void manyReadersAndWritersAtOnceWaitForOneAnother() throws Exception {
            try (SqliteDatabase database = TestDatabases.open("sqlite::memory:");
                    ExecutorService threads = Executors.newFixedThreadPool(8)) {
                List<Future<Integer>> writes = java.util.stream.IntStream.range(0, 200)
                        .mapToObj(i -> threads.submit(() -> i % 2 == 0
                                ? database.<Integer>write(session -> addScope(session, "n" + i))
                                : database.<Integer>read(session -> (int) (scopes(session) * 0))))
                        .toList();
                for (Future<Integer> write : writes) {
                    write.get(30, SECONDS);
                }
                assertThat(database.<Long>read(SqliteDatabaseTest::scopes)).isEqualTo(100);
            }
        }

        @Test
        void aReadPastTheTransactionOfItsThreadIsRefusedInsteadOfWaitingForItself() {
            try (SqliteDatabase database = TestDatabases.open("sqlite::memory:")) {
                assertThatThrownBy(() -> database.write(session -> database.<Long>read(SqliteDatabaseTest::scopes)))
                        .isInstanceOf(TransactionException.class);
            }
        }

        @Test
        void aFailedWriteDoesNotLoseTheDatabase() {
            try (SqliteDatabase database = TestDatabases.open("sqlite::memory:")) {
                database.write(session -> addScope(session, "n"));
                assertThatThrownBy(() -> database.write(session -> addScope(session, "n")))
                        .isInstanceOf(dev.khive.api.error.AlreadyExistsException.class);
                assertThat(database.<Long>read(SqliteDatabaseTest::scopes)).isOne();
            }
        }
    }

    @Nested
    class VirtualThreads {
        @Test
        void callsHopToPlatformThreadsAndManyOfThemAtOnceComeThrough() throws Exception {
            try (SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"));
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<Boolean>> calls = java.util.stream.IntStream.range(0, 300)
                        .mapToObj(i -> threads.submit(() -> i % 10 == 0
                                ? database.<Boolean>write(session -> {
                                    addScope(session, "n" + i);
                                    return Thread.currentThread().isVirtual();
                                })
                                : database.<Boolean>read(session -> {
                                    scopes(session);
                                    return Thread.currentThread().isVirtual();
                                })))
                        .toList();
                for (Future<Boolean> call : calls) {
                    assertThat(call.get(30, SECONDS)).isFalse();
                }
            }
        }

        @Test
        void whatTheWorkThrowsArrivesAsItIs() {
            try (SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"));
                    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                assertThat(threads.submit(() -> database.write(session -> {
                            throw new ArithmeticException("mine");
                        })))
                        .failsWithin(5, SECONDS)
                        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                        .withCauseInstanceOf(ArithmeticException.class);
            }
        }
    }

    @Nested
    class Closing {
        @Test
        void closingTwiceIsClosingOnceAndLaterCallsSayThatItIsClosed() {
            SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"));
            database.close();
            database.close();
            assertThatThrownBy(() -> database.read(SqliteDatabaseTest::scopes))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("is closed")
                    .matches(error -> !((UnavailableException) error).retryable());
            assertThatThrownBy(() -> database.write(session -> addScope(session, "n")))
                    .isInstanceOf(UnavailableException.class);
        }

        @Test
        void closingFoldsTheLogIntoTheFile() {
            Path file = folder.resolve("a.db");
            try (SqliteDatabase database = TestDatabases.open(file)) {
                database.write(session -> addScope(session, "n"));
                assertThat(folder.resolve("a.db-wal")).exists();
            }
            assertThat(folder.resolve("a.db-wal")).doesNotExist();
            try (SqliteDatabase database = TestDatabases.open(file)) {
                assertThat(database.<Long>read(SqliteDatabaseTest::scopes)).isOne();
            }
        }

        @Test
        void closingWaitsForAWriteThatRuns() throws Exception {
            Path file = folder.resolve("a.db");
            SqliteDatabase database = TestDatabases.open(file);
            CountDownLatch inside = new CountDownLatch(1);
            CompletableFuture<Integer> write = CompletableFuture.supplyAsync(() -> database.write(session -> {
                inside.countDown();
                pause(Duration.ofMillis(300));
                return addScope(session, "n");
            }));
            assertThat(inside.await(5, SECONDS)).isTrue();
            database.close();
            assertThat(write).succeedsWithin(5, SECONDS);
            try (SqliteDatabase again = TestDatabases.open(file)) {
                assertThat(again.<Long>read(SqliteDatabaseTest::scopes)).isOne();
            }
        }

        @Test
        void closingEndsAForgottenLeaseAtOnce() {
            SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"));
            Database.Lease lease = database.lease();
            RowCursor<Long> cursor = lease.call(
                    session -> session.stream("SELECT 1 UNION ALL SELECT 2", List.of(), row -> row.integer(1)));
            assertThat(lease.<Long>call(session -> java.util.Objects.requireNonNull(cursor.next())))
                    .isOne();
            assertThat(database.readersInUse()).isOne();
            long before = System.nanoTime();
            database.close();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            assertThatThrownBy(() -> lease.call(SqliteDatabaseTest::scopes)).isInstanceOf(UnavailableException.class);
            lease.close();
        }

        @Test
        void closingCancelsAStatementThatDoesNotEndInTime() {
            SqliteDatabase database = TestDatabases.open(folder.resolve("a.db"), "timeout", "PT0.5S");
            CountDownLatch inside = new CountDownLatch(1);
            CompletableFuture<Long> write = CompletableFuture.supplyAsync(() -> database.write(session -> {
                inside.countDown();
                return session.number(ENDLESS);
            }));
            assertThat(inside.getCount()).isLessThanOrEqualTo(1);
            pause(Duration.ofMillis(100));
            database.close();
            assertThat(write).failsWithin(5, SECONDS);
        }

        private static void pause(Duration time) {
            try {
                Thread.sleep(time);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
