package dev.khive.db.sqlite;

import dev.khive.conformance.BackendConformance;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Proves the contract on SQLite files. */
class SqliteConformanceTest extends BackendConformance {
    @TempDir
    static Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }
}
