package dev.khive.db.postgres;

import dev.khive.conformance.BackendConformance;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The whole kit on PostgreSQL, for a login that owns its schemas and is no superuser. */
class PostgresConformanceTest extends BackendConformance {
    private TestServer server;

    @BeforeAll
    void findServer() {
        server = TestServer.require();
    }

    @Override
    protected String url(String database) {
        return server.asOwner(server.schema(database));
    }

    @AfterAll
    void dropSchemas() throws SQLException {
        if (server != null) {
            server.close();
        }
    }
}
