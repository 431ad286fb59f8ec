package dev.khive.db.postgres;

import dev.khive.conformance.cases.AggregateRewriteContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rewrites of aggregations on PostgreSQL. */
class AggregateRewriteTest extends AggregateRewriteContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }
}
