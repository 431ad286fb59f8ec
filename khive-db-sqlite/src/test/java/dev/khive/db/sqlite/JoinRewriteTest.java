package dev.khive.db.sqlite;

import dev.khive.conformance.cases.JoinRewriteContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Rewrites of joins on SQLite. */
class JoinRewriteTest extends JoinRewriteContract {
    @TempDir
    private Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }
}
