package dev.khive.db.postgres;

import dev.khive.conformance.fuzz.QueryFuzz;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers random queries as the reference evaluator does. */
class PostgresQueryFuzzTest extends QueryFuzz {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schemaOfOwner(database);
    }
}
