package dev.khive.db.postgres;

import dev.khive.conformance.cases.NumberBoundsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spans of numbers on PostgreSQL. */
class NumberBoundsTest extends NumberBoundsContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }
}
