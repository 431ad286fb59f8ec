package dev.khive.db.sql.query;

import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.QueryWarning;
import dev.khive.api.query.Row;
import dev.khive.query.CompiledQuery;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Rows that were all read before the caller sees the result, which holds no connection. */
final class ShortResult implements QueryResult {
    private final CompiledQuery compiled;
    private final Iterator<Row> rows;
    private final boolean more;
    private final Closing closing = new Closing();

    /**
     * Rows that were read.
     *
     * @param more whether there are more than these
     */
    ShortResult(CompiledQuery compiled, List<Row> rows, boolean more) {
        this.compiled = compiled;
        this.rows = rows.iterator();
        this.more = more;
    }

    @Override
    public List<QueryColumn> columns() {
        return compiled.columns();
    }

    @Override
    public List<QueryWarning> warnings() {
        return compiled.warnings();
    }

    @Override
    public boolean truncated() {
        return more && !rows.hasNext();
    }

    @Override
    public boolean hasNext() {
        return !closing.endsTheRows() && rows.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The result has no further row.");
        }
        return rows.next();
    }

    @Override
    public void close() {
        closing.close(rows.hasNext());
    }
}
