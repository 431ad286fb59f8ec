package dev.khive.db.sqlite;

import dev.khive.conformance.cases.FirstRowsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The first of many rows on SQLite. */
class FirstRowsTest extends FirstRowsContract {
    @TempDir
    private Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }
}
