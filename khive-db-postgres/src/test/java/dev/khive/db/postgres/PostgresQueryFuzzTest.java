package dev.khive.db.postgres;

import dev.khive.conformance.fuzz.QueryFuzz;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Answers random queries as the reference evaluator does. */
class PostgresQueryFuzzTest extends QueryFuzz {
    private TestServer server;

    @BeforeEach
    void findServer() {
        server = TestServer.require();
    }

    @Override
    protected String url(String database) {
        return server.asOwner(server.schema(database));
    }

    @AfterEach
    void dropSchemas() throws SQLException {
        if (server != null) {
            server.close();
        }
    }
}
