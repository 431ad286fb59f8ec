package dev.khive.db.postgres;

import dev.khive.conformance.cases.LsqbContract;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The counts of the benchmark on PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LsqbTest extends LsqbContract {
    private TestServer server;

    @BeforeAll
    void findServer() {
        server = TestServer.require();
    }

    @Override
    protected String url(String database) {
        return server.schema(database);
    }

    @AfterAll
    void dropSchemas() throws SQLException {
        if (server != null) {
            server.close();
        }
    }
}
