package dev.khive.db.postgres;

import dev.khive.api.Khive;
import dev.khive.conformance.sequence.OracleSequences;
import java.sql.SQLException;
import java.util.Map;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/**
 * Answers random sequences of calls as the oracle does, for a login that is neither superuser nor owner nor operator: what an
 * application does, it can do.
 */
class PostgresSequencesTest extends OracleSequences {
    private static @Nullable TestServer server;
    private static String owner = "";

    @BeforeContainer
    static void findServer() {
        server = TestServer.require();
    }

    @Override
    protected String url(String database) {
        if (server == null) {
            throw new IllegalStateException("The server is found before the first sequence.");
        }
        String schema = server.schema(database);
        owner = server.asOwner(schema);
        Khive.open(TestServer.config(owner, Map.of())).close();
        return server.asStores(schema);
    }

    @Override
    protected String operatorUrl(String url) {
        return owner;
    }

    @AfterContainer
    static void dropSchemas() throws SQLException {
        if (server != null) {
            closeBoth();
            server.close();
        }
    }
}
