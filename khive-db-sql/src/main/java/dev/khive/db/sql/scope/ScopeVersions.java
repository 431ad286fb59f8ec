package dev.khive.db.sql.scope;

import dev.khive.db.sql.session.Session;
import java.util.List;

/** The versions of scopes. */
public final class ScopeVersions {
    private ScopeVersions() {}

    /** The sequence of the last event of a scope, 0 when it was never written. */
    public static long of(Session session, ScopeRow scope) {
        return session.first(
                        "SELECT last_sequence FROM scope WHERE scope_id = ?",
                        List.of(scope.id()),
                        row -> row.integer(1))
                .orElse(0L);
    }
}
