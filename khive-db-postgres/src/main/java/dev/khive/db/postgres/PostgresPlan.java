package dev.khive.db.postgres;

import dev.khive.db.sql.session.Session;
import dev.khive.db.sql.session.StatementPlan;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * EXPLAIN without costs, which would tell how many rows other tenants have. PostgreSQL writes what is bound into its conditions;
 * what the statement's own text does not have is left out again.
 */
final class PostgresPlan implements StatementPlan {
    private static final Pattern CONSTANT = Pattern.compile("'(?:[^']|'')*'");

    @Override
    public List<String> lines(Session session, String sql, List<? extends @Nullable Object> binds) {
        return session.query("EXPLAIN (COSTS OFF) " + sql, binds, row -> withoutValues(row.text(1), sql));
    }

    private static String withoutValues(String line, String sql) {
        return CONSTANT.matcher(line)
                .replaceAll(constant ->
                        Matcher.quoteReplacement(sql.contains(constant.group()) ? constant.group() : "'?'"));
    }
}
