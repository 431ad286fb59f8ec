package dev.khive.db.sql.session;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A statement or a part of one as text, and its binds in their order.
 *
 * @param sql with {@code ?} for each bind
 */
public record Rendered(String sql, List<? extends @Nullable Object> binds) {
    /** Renders what jOOQ holds. */
    public static Rendered of(QueryPart part, SQLDialect dialect) {
        DSLContext context = DSL.using(dialect);
        return new Rendered(context.render(part), context.extractBindValues(part));
    }
}
