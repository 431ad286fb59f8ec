package dev.khive.db.postgres;

import dev.khive.conformance.cases.QueryCasesContract;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/** The query cases on PostgreSQL. */
class QueryCasesTest extends QueryCasesContract {
    private static @Nullable TestServer server;

    @Override
    protected String url() {
        server = TestServer.require();
        return server.newSchema();
    }

    @AfterAll
    static void dropSchema() throws SQLException {
        if (server != null) {
            server.close();
        }
    }
}
