package dev.khive.db.sql.query;

import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.QueryWarning;
import dev.khive.api.query.Row;
import dev.khive.query.CompiledQuery;
import java.util.List;
import java.util.NoSuchElementException;

/** Rows that were all read before the caller sees the result, which holds no connection. */
final class ShortResult implements QueryResult {
    private final CompiledQuery compiled;
    private final List<Row> rows;
    private final boolean more;
    private final Closing closing = new Closing();
    private int taken;

    /**
     * Rows that were read.
     *
     * @param more whether there are more than these
     */
    ShortResult(CompiledQuery compiled, List<Row> rows, boolean more) {
        this.compiled = compiled;
        this.rows = rows;
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

    private boolean rowsLeft() {
        return taken < rows.size();
    }

    @Override
    public boolean truncated() {
        return more && !rowsLeft();
    }

    @Override
    public boolean hasNext() {
        return !closing.endsTheRows() && rowsLeft();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The result has no further row.");
        }
        return rows.get(taken++);
    }

    @Override
    public List<Row> toList() {
        List<Row> left = hasNext() ? List.copyOf(rows.subList(taken, rows.size())) : List.of();
        taken += left.size();
        close();
        return left;
    }

    @Override
    public void close() {
        closing.close(rowsLeft());
    }
}
