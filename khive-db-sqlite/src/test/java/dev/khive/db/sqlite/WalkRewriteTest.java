package dev.khive.db.sqlite;

import dev.khive.conformance.cases.WalkRewriteContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Rewrites of walks on SQLite. */
class WalkRewriteTest extends WalkRewriteContract {
    @TempDir
    private Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }
}
