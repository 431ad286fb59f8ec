package dev.khive.db.sqlite;

import dev.khive.api.Backend;
import dev.khive.api.Khive;
import dev.khive.api.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database with a sample graph of {@link #PEOPLE} persons, and another tenant in it, open for each test. */
@Timeout(120)
abstract class OpenSample {
    static final int PEOPLE = 50;

    @TempDir
    Path folder = Path.of("");

    Path file = Path.of("");
    Backend backend;
    List<UUID> ids = List.of();

    @BeforeEach
    void open() {
        file = folder.resolve("kb.db");
        backend = Khive.open("sqlite:" + file);
        ids = SampleGraph.write(backend.in(Scope.DEFAULT), PEOPLE);
        SampleGraph.write(backend.in(Scope.of("other", "tenant")), 5);
    }

    @AfterEach
    void close() {
        backend.close();
    }

    static long count(Backend of) {
        return of.in(Scope.DEFAULT).statistics().nodes();
    }
}
