package dev.khive.db.sqlite;

import dev.khive.conformance.cases.TiedIndexContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Plans and declared indexes on SQLite. */
class TiedIndexTest extends TiedIndexContract {
    @TempDir
    private static Path folder;

    @Override
    protected String url(String database) {
        return "sqlite:" + folder.resolve(database + ".db");
    }
}
