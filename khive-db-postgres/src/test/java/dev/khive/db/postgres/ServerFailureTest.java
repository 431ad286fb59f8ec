package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.error.UnavailableException;
import dev.khive.api.store.EntityDraft;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Locks, slow statements, a pool that is used up and connections that are lost: each ends in time, says so, and leaves no harm. */
class ServerFailureTest {
    private static final Scope SCOPE = Scope.of("t", "main");
    private static final EntityDraft THING = EntityDraft.of("Thing", Map.of("n", 1));

    private TestServer server;
    private String address = "";

    @BeforeEach
    void makeTheSchema() {
        server = TestServer.require();
        address = server.newSchema();
        try (Backend backend = open(Map.of())) {
            backend.in(SCOPE).entities().insert(THING);
        }
    }

    @AfterEach
    void dropTheSchema() throws SQLException {
        if (server != null) {
            server.close();
        }
    }

    private Backend open(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("timeout", "PT10S", "postgres.pool-size", "1"));
        all.putAll(settings);
        return Khive.open(TestServer.config(address, all));
    }

    /** What a call fails with, which it must do within three seconds. */
    private static <T extends KhiveException> T failure(Class<T> type, Runnable call) {
        long begin = System.nanoTime();
        T failure = catchThrowableOfType(type, call::run);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        assertThat(failure).isNotNull();
        return failure;
    }

    private static EntityDraft another() {
        return EntityDraft.of("Thing", Map.of("n", 2));
    }

    @Test
    void aRowThatStaysLockedIsUnavailableAfterTheLockTimeout() throws SQLException {
        try (Backend backend = open(Map.of("postgres.lock-timeout", "PT0.3S"));
                Connection other = TestServer.plain(address);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT 1 FROM scope FOR UPDATE");
            UnavailableException locked = failure(
                    UnavailableException.class,
                    () -> backend.in(SCOPE).entities().insert(another()));
            assertThat(locked).hasMessageContaining("stayed locked too long");
            assertThat(locked.retryable()).isTrue();
            assertThat(backend.in(SCOPE).entities().get(THING.id()))
                    .as("readers do not wait")
                    .isPresent();
            other.rollback();
            backend.in(SCOPE).entities().insert(another());
        }
    }

    @Test
    void aStatementThatRunsTooLongIsEndedByTheServer() {
        try (Backend backend = open(Map.of("timeout", "PT0.5S"))) {
            OperationTimeoutException slow =
                    failure(OperationTimeoutException.class, () -> backend.sql().query("SELECT pg_sleep(30)"));
            assertThat(slow.retryable()).isTrue();
            assertThat(backend.in(SCOPE).entities().get(THING.id())).isPresent();
        }
    }

    @Test
    void aPoolThatIsUsedUpIsUnavailableAfterTheTimeout() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (Backend backend = open(Map.of("timeout", "PT0.5S"));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> holder = threads.submit(() -> backend.in(SCOPE).transaction(transaction -> {
                transaction.entities().get(THING.id());
                held.countDown();
                return await(mayEnd);
            }));
            held.await();
            UnavailableException none = failure(
                    UnavailableException.class,
                    () -> backend.in(SCOPE).entities().get(THING.id()));
            assertThat(none)
                    .hasMessageContaining("None of the 1 connections")
                    .hasMessageContaining("was free within PT0.5S");
            assertThat(none.retryable()).isTrue();
            mayEnd.countDown();
            assertThat(holder.get()).isTrue();
            assertThat(backend.in(SCOPE).entities().get(THING.id())).isPresent();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends a backend's only connection, as an administrator would. */
    private void cut(long pid) throws SQLException {
        try (Connection other = TestServer.plain(address);
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + pid + ", 5000)");
        }
    }

    private static long pid(Backend backend) {
        return ((Number) backend.sql()
                        .query("SELECT pg_backend_pid() AS pid")
                        .getFirst()
                        .values()
                        .iterator()
                        .next())
                .longValue();
    }

    @Test
    void aReadOnAConnectionThatWasLostIsMadeOnANewOne() throws SQLException {
        try (Backend backend = open(Map.of())) {
            cut(pid(backend));
            assertThat(backend.in(SCOPE).entities().get(THING.id())).isPresent();
        }
    }

    @Test
    void aWriteOnAConnectionThatWasLostIsUnavailableOnceAtMost() throws SQLException {
        EntityDraft late = another();
        try (Backend backend = open(Map.of())) {
            cut(pid(backend));
            try {
                backend.in(SCOPE).entities().insert(late);
            } catch (UnavailableException lost) {
                assertThat(lost.retryable()).isTrue();
                backend.in(SCOPE).entities().insert(late);
            }
            assertThat(backend.in(SCOPE).entities().get(late.id())).isPresent();
        }
    }

    @Test
    void aTransactionWhoseConnectionIsLostLeavesNothing() {
        EntityDraft lost = another();
        try (Backend backend = open(Map.of("postgres.pool-size", "2"))) {
            UnavailableException failure = failure(
                    UnavailableException.class,
                    () -> backend.in(SCOPE).transaction(transaction -> {
                        transaction.entities().insert(lost);
                        cutAll();
                        return transaction.entities().insert(another());
                    }));
            assertThat(failure.retryable()).isTrue();
            assertThat(failure).hasMessageContaining("was lost or refused");
            assertThat(backend.in(SCOPE).entities().get(lost.id())).isEmpty();
            assertThat(backend.in(SCOPE).entities().insert(lost)).isNotNull();
        }
    }

    /** Ends every connection that has a transaction in this test's schema. */
    private void cutAll() {
        try (Connection other = TestServer.plain(address);
                Statement statement = other.createStatement()) {
            statement.execute("""
                    SELECT pg_terminate_backend(l.pid, 5000)
                    FROM pg_locks AS l
                    WHERE l.relation = 'scope'::regclass AND l.mode = 'RowShareLock'""");
        } catch (SQLException refused) {
            throw new IllegalStateException("The connections could not be ended.", refused);
        }
    }
}
