package dev.khive.db.sqlite;

import dev.khive.conformance.cases.ReplanningContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Plans that other processes put out of date, on SQLite. */
class ReplanningTest extends ReplanningContract {
    @TempDir
    private static Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }
}
