package dev.khive.db.sql.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the database how it would run a statement. */
@FunctionalInterface
public interface StatementPlan {
    /**
     * The plan, a line each, indented as a tree; no value that was bound is in it.
     *
     * @param sql a statement that only reads
     * @param binds what is bound to its question marks
     */
    List<String> lines(Session session, String sql, List<? extends @Nullable Object> binds);
}
