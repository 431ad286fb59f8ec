package dev.khive.db.sql.query;

import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.QueryWarning;
import dev.khive.api.query.Row;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.query.CompiledQuery;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Rows that were all read before the caller sees the result, which holds no connection. */
final class ShortResult implements QueryResult {
    private final CompiledQuery compiled;
    private final Iterator<Row> rows;
    private final boolean more;
    private final Closing closing = new Closing();

    private ShortResult(CompiledQuery compiled, List<Row> rows, boolean more) {
        this.compiled = compiled;
        this.rows = rows.iterator();
        this.more = more;
    }

    /**
     * Asks a query in one exchange; empty where the answer is not to be had so, or is longer.
     *
     * @param shortSoFar whether its answers were short so far
     */
    static Optional<QueryResult> read(Execution execution, ScopeAccess access, boolean shortSoFar) {
        long most = execution.mostRows();
        int shown = (int) Math.min(most, StreamedResult.ROWS_AT_A_TIME);
        AtomicReference<CompiledQuery> made = new AtomicReference<>();
        return access.readAtOnce(
                        SqlGraphQueries.CALL,
                        scopes -> {
                            CompiledQuery compiled = execution.compiled(scopes.facts());
                            made.set(compiled);
                            boolean bounded = compiled.mostRows() <= StreamedResult.ROWS_AT_A_TIME;
                            return bounded || shortSoFar || shown == most
                                    ? Optional.of(new ScopeAccess.FirstRows<>(
                                            execution.statement(compiled, scopes),
                                            bounded ? ScopeAccess.FirstRows.ALL : shown + 1))
                                    : Optional.empty();
                        },
                        execution.limit())
                .filter(rows -> rows.size() <= shown || shown == most)
                .map(rows -> new ShortResult(
                        made.get(), rows.subList(0, Math.min(shown, rows.size())), rows.size() > shown));
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
