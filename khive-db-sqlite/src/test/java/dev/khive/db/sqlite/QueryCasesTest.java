package dev.khive.db.sqlite;

import dev.khive.conformance.cases.QueryCasesContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The query cases on an SQLite file. */
class QueryCasesTest extends QueryCasesContract {
    @TempDir
    static Path folder;

    @Override
    protected String url() {
        return "sqlite:" + folder.resolve("cases.db");
    }
}
