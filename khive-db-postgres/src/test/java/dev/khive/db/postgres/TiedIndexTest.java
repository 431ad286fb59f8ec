package dev.khive.db.postgres;

import dev.khive.conformance.cases.TiedIndexContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Plans and declared indexes on PostgreSQL. */
class TiedIndexTest extends TiedIndexContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }
}
