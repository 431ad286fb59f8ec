package dev.khive.db.sql.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/** A statement put together from clauses, each with the values of its parameters. Values never become text. */
public final class StatementText {
    private final SQLDialect dialect;
    private final StringBuilder sql = new StringBuilder();
    private final List<@Nullable Object> binds = new ArrayList<>();

    /** An empty statement. */
    public StatementText(SQLDialect dialect) {
        this.dialect = dialect;
    }

    /** Appends a clause on a line of its own, with a value for each of its question marks. */
    public StatementText line(String clause, @Nullable Object... values) {
        sql.append(clause).append('\n');
        binds.addAll(Arrays.asList(values));
        return this;
    }

    /** Appends a clause made with jOOQ between two texts. */
    public StatementText line(String before, QueryPart part, String after) {
        Rendered rendered = Rendered.of(part, dialect);
        sql.append(before).append(rendered.sql()).append(after).append('\n');
        binds.addAll(rendered.binds());
        return this;
    }

    /** The text, with a question mark for each parameter. */
    public String sql() {
        return sql.toString();
    }

    /** The values of the parameters, in order. */
    public List<@Nullable Object> binds() {
        return Collections.unmodifiableList(binds);
    }
}
