package dev.khive.conformance.durability;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.conformance.Databases;
import dev.khive.conformance.Suite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A part of the contract about more than one process: a database that is not open here unless a test opens it, and processes that
 * write to it, of which the next is always started beside the test.
 */
abstract class ProcessSuite extends Suite {
    /** How long what a killed process left may keep others from writing. */
    static final Duration AT_ONCE = Duration.ofSeconds(15);

    private @Nullable String database;
    private List<String> findings = List.of();
    private long openingMillis;
    private @Nullable WriterProcess spare;

    ProcessSuite(Databases databases) {
        super(databases);
    }

    @BeforeAll
    final void startTheFirstProcess() {
        spare = WriterProcess.start();
    }

    @AfterAll
    final void endTheLastProcess() {
        if (spare != null) {
            spare.close();
        }
    }

    final Set<Capability> declared() {
        return backend().capabilities();
    }

    /** The name of the database that processes write to, which is there. */
    private String database() {
        if (database == null) {
            database = databases().newName();
            long began = System.nanoTime();
            try (Backend opened = databases().open(database, Map.of())) {
                openingMillis = Duration.ofNanos(System.nanoTime() - began).toMillis();
                if (declared().contains(Capability.SQL_ACCESS)) {
                    opened.sql().update("CREATE TABLE " + Steps.TABLE + " (tenant VARCHAR(100), n INTEGER)");
                }
                findings = Killed.findings(opened);
            }
        }
        return database;
    }

    /** What the checks of that database find before anybody was killed. */
    final List<String> findings() {
        database();
        return findings;
    }

    /** How long this process took to open that database for the first time. */
    final long openingMillis() {
        database();
        return openingMillis;
    }

    /** Opens the database that processes write to. */
    final Backend open() {
        return databases().open(database(), Map.of());
    }

    /** A process that opens the database that processes write to. */
    final WriterProcess writer() {
        return writer(database());
    }

    /** A process that opens a database. */
    final WriterProcess writer(String name) {
        WriterProcess taken = spare == null ? WriterProcess.start() : spare;
        spare = WriterProcess.start();
        return taken.open(databases().config(name, Map.of()), Map.of());
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("The test was interrupted while a process wrote.", interrupted);
        }
    }
}
