package dev.khive.db.sql.access;

import dev.khive.db.sql.scope.KnownFacts;
import dev.khive.db.sql.session.Session;
import java.util.regex.Pattern;

/** What follows from statements that an operator wrote by hand. */
final class HandWritten {
    /** Names of khive's tables that queries are planned by, and parts of such names: rather too many than too few. */
    private static final Pattern GRAPH = Pattern.compile("node|edge|label|relation|scope", Pattern.CASE_INSENSITIVE);

    private static final Pattern WRITES =
            Pattern.compile("\\b(insert|update|delete|merge|truncate|replace\\s+into)\\b", Pattern.CASE_INSENSITIVE);

    private HandWritten() {}

    /** Takes the trust from the counts of the graph where a statement can have changed what they count. */
    static void follow(Session session, String sql) {
        if (GRAPH.matcher(sql).find() && WRITES.matcher(sql).find()) {
            session.profile().wall().past(session, () -> KnownFacts.distrust(session));
        }
    }
}
