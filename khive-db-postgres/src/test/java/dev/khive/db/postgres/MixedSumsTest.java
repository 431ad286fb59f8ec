package dev.khive.db.postgres;

import dev.khive.conformance.cases.MixedSumsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sums of mixed values on PostgreSQL. */
class MixedSumsTest extends MixedSumsContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }
}
