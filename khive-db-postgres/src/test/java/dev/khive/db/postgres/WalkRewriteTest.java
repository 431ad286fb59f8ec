package dev.khive.db.postgres;

import dev.khive.conformance.cases.WalkRewriteContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rewrites of walks on PostgreSQL. */
class WalkRewriteTest extends WalkRewriteContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }
}
