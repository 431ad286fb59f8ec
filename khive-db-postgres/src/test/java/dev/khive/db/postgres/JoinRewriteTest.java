package dev.khive.db.postgres;

import dev.khive.conformance.cases.JoinRewriteContract;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Rewrites of joins on PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinRewriteTest extends JoinRewriteContract {
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
