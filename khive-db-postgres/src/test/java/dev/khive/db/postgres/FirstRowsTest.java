package dev.khive.db.postgres;

import dev.khive.conformance.cases.FirstRowsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The first of many rows on PostgreSQL. */
class FirstRowsTest extends FirstRowsContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }
}
