package dev.khive.db.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.khive.api.Backend;
import dev.khive.api.Capability;
import dev.khive.api.Khive;
import dev.khive.conformance.cases.ExamplePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** The examples of the manual of the query language give what it says on PostgreSQL, too. */
class QueryManualTest {
    @Test
    void everyExampleOfTheManualGivesWhatItSays() throws IOException, SQLException {
        ExamplePage page = ExamplePage.of(Files.readString(Path.of("..", "docs", "query-language.md")));
        try (TestServer server = TestServer.require();
                Backend backend = Khive.open(server.newSchema())) {
            assumeTrue(backend.capabilities().contains(Capability.QUERY_GQL));
            assertThat(page.differences(backend.in(ExamplePage.newScope()))).isEmpty();
        }
    }
}
