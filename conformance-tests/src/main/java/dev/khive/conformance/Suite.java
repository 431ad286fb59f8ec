package dev.khive.conformance;

import dev.khive.api.Backend;
import dev.khive.api.Scope;
import dev.khive.api.Storage;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.TestInstance;

/**
 * A part of the contract as tests. Each test begins in a scope that nobody has written to, in the suite's own database. Not
 * thread-safe: one suite runs one test at a time.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(SentenceNames.class)
public abstract class Suite {

    private static final AtomicLong TENANTS = new AtomicLong();

    private final Databases databases;
    private @Nullable Backend backend;
    private Scope scope;

    /** A suite over the databases of a run. */
    protected Suite(Databases databases) {
        this.databases = databases;
        this.scope = newScope();
    }

    @BeforeAll
    final void openTheSuitesDatabase() {
        backend = databases.open(databases.newName(), Map.of());
    }

    @AfterAll
    final void closeTheSuitesDatabase() {
        backend().close();
    }

    @BeforeEach
    final void beginInAnEmptyScope() {
        scope = newScope();
    }

    /** The suite's own database. */
    protected final Backend backend() {
        return Objects.requireNonNull(backend, "opened before the first test");
    }

    /** The databases of this run, for a suite that needs more than its own. */
    protected final Databases databases() {
        return databases;
    }

    /** A new database with settings of its own. */
    protected final Backend openNew(Map<String, String> settings) {
        return databases.open(databases.newName(), settings);
    }

    /** This test's scope. */
    protected final Scope scope() {
        return scope;
    }

    /** The stores of this test's scope. */
    protected final Storage storage() {
        return backend().in(scope);
    }

    /** A scope of a tenant that no other test has. */
    protected static Scope newScope() {
        return Scope.of("tenant-" + TENANTS.incrementAndGet(), "main");
    }
}
