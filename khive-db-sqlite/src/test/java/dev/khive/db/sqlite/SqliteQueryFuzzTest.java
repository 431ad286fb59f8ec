package dev.khive.db.sqlite;

import dev.khive.conformance.fuzz.QueryFuzz;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Answers random queries as the reference evaluator does. */
class SqliteQueryFuzzTest extends QueryFuzz {
    @TempDir
    private Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }
}
