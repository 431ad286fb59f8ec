package dev.khive.db.sqlite;

import dev.khive.conformance.cases.CountRewriteContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Rewrites of counts on SQLite. */
class CountRewriteTest extends CountRewriteContract {
    @TempDir
    private static Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }
}
