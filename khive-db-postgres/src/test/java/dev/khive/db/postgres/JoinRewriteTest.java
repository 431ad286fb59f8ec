package dev.khive.db.postgres;

import dev.khive.conformance.cases.JoinRewriteContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rewrites of joins on PostgreSQL. */
class JoinRewriteTest extends JoinRewriteContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }
}
