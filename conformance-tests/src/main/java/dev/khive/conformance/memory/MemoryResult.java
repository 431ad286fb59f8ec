package dev.khive.conformance.memory;

import dev.khive.api.error.CancelledException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.QueryWarning;
import dev.khive.api.query.Row;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Rows that are all there already. */
final class MemoryResult implements QueryResult {
    private final List<QueryColumn> columns;
    private final Iterator<List<@Nullable Object>> rows;
    private final long most;
    private long given;
    private boolean more;
    private boolean cut;
    private volatile @Nullable Thread closer;

    MemoryResult(List<QueryColumn> columns, List<List<@Nullable Object>> rows, long most) {
        this.columns = columns;
        this.rows = rows.iterator();
        this.most = most;
    }

    @Override
    public List<QueryColumn> columns() {
        return columns;
    }

    @Override
    public List<QueryWarning> warnings() {
        return List.of();
    }

    @Override
    public boolean truncated() {
        return more;
    }

    @Override
    public void close() {
        if (closer == null) {
            cut = given < most && rows.hasNext();
            more = more || (given == most && rows.hasNext());
            closer = Thread.currentThread();
        }
    }

    @Override
    public boolean hasNext() {
        Thread thread = closer;
        if (thread != null) {
            if (!thread.equals(Thread.currentThread()) && cut) {
                throw new CancelledException(
                        "The result was closed while its rows were read.", ErrorContext.of("query", "query"), null);
            }
            return false;
        }
        boolean next = rows.hasNext();
        more = more || (next && given == most);
        return next && given < most;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The result has no further row.");
        }
        given++;
        return new Row(columns, rows.next().toArray());
    }
}
