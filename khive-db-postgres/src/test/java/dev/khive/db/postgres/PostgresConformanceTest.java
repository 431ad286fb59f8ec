package dev.khive.db.postgres;

import dev.khive.conformance.BackendConformance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole kit on PostgreSQL, for a login that owns its schemas and is no superuser. */
class PostgresConformanceTest extends BackendConformance {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schemaOfOwner(database);
    }
}
