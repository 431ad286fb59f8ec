package dev.khive.db.postgres;

import dev.khive.conformance.cases.LsqbContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

    /** Autovacuum would do it within a minute; until then the planner knows nothing of the new rows. */
    @Override
    protected void loaded(String url) {
        try (Connection connection = TestServer.plain(url);
                Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE node, edge, label_set_member");
        } catch (SQLException error) {
            throw new IllegalStateException("The tables could not be analyzed.", error);
        }
    }

    @AfterAll
    void dropSchemas() throws SQLException {
        if (server != null) {
            server.close();
        }
    }
}
