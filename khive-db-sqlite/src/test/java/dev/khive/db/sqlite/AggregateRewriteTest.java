package dev.khive.db.sqlite;

import dev.khive.conformance.cases.AggregateRewriteContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Rewrites of aggregations on SQLite. */
class AggregateRewriteTest extends AggregateRewriteContract {
    @TempDir
    private Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }
}
