package dev.khive.db.postgres;

import dev.khive.conformance.cases.ReplanningContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plans that other processes put out of date, on PostgreSQL. */
class ReplanningTest extends ReplanningContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }
}
