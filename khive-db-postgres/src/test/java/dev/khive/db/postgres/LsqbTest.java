package dev.khive.db.postgres;

import dev.khive.conformance.cases.LsqbContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The counts of the benchmark on PostgreSQL. */
class LsqbTest extends LsqbContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }
}
