package dev.khive.db.h2;

import dev.khive.conformance.BackendConformance;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Proves what the contract says of the capabilities that this backend declares. */
class H2ConformanceTest extends BackendConformance {
    @TempDir
    static Path folder;

    @Override
    protected String url(String database) {
        return "h2:" + folder.resolve(database);
    }
}
