package dev.khive.db.sqlite;

import dev.khive.conformance.cases.LsqbContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The counts of the benchmark on SQLite. */
class LsqbTest extends LsqbContract {
    @TempDir
    private Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }
}
