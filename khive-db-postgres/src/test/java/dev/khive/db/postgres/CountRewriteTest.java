package dev.khive.db.postgres;

import dev.khive.conformance.cases.CountRewriteContract;
import java.util.Set;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rewrites of counts on PostgreSQL. */
class CountRewriteTest extends CountRewriteContract {
    @RegisterExtension
    static final ServerOfClass SERVER = new ServerOfClass();

    @Override
    protected String url(String database) {
        return SERVER.schema(database);
    }

    @Override
    protected Set<String> unused() {
        return Set.of("count-first");
    }
}
