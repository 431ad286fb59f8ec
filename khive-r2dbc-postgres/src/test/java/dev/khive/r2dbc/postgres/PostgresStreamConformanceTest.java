package dev.khive.r2dbc.postgres;

import dev.khive.conformance.CapabilitySuite;
import dev.khive.conformance.Databases;
import dev.khive.conformance.SentenceNames;
import dev.khive.conformance.stream.EventStreamSuite;
import dev.khive.conformance.stream.QueryStreamSuite;
import dev.khive.conformance.stream.RowStreamSuite;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** What the kit says of streams, on PostgreSQL. The rest of the kit runs with the backend. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(SentenceNames.class)
class PostgresStreamConformanceTest {
    private TestServer server;
    private final Databases databases = new Databases(name -> server.schema(name));

    @BeforeAll
    void findServer() {
        server = TestServer.require();
    }

    @AfterAll
    void dropSchemas() throws SQLException {
        databases.close();
        if (server != null) {
            server.close();
        }
    }

    @Nested
    class StreamsOfRows extends RowStreamSuite {
        StreamsOfRows() {
            super(databases);
        }
    }

    @Nested
    class StreamsOfQueries extends QueryStreamSuite {
        StreamsOfQueries() {
            super(databases);
        }
    }

    @Nested
    class StreamsOfEvents extends EventStreamSuite {
        StreamsOfEvents() {
            super(databases);
        }
    }

    @Nested
    class Capabilities extends CapabilitySuite {
        Capabilities() {
            super(databases);
        }
    }
}
