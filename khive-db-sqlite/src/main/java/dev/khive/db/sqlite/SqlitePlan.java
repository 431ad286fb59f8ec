package dev.khive.db.sqlite;

import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.session.StatementPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** EXPLAIN QUERY PLAN, whose rows name the row above them; a question mark stands in them for what is bound. */
final class SqlitePlan implements StatementPlan {
    @Override
    public List<String> lines(Session session, String sql, List<? extends @Nullable Object> binds) {
        Map<Long, Integer> depths = new HashMap<>();
        return session.query("EXPLAIN QUERY PLAN " + sql, binds, row -> {
            int depth = depths.getOrDefault(row.integer(2), 0);
            depths.put(row.integer(1), depth + 1);
            return "  ".repeat(depth) + row.text(4);
        });
    }
}
