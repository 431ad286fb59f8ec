package dev.khive.db.sql.query;

import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.QueryWarning;
import dev.khive.api.query.Row;
import dev.khive.db.sql.scope.LeasedRows;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.query.CompiledQuery;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Rows read some hundred at a time. The first of them are read before the caller sees the result, so that a short result holds
 * no connection at all.
 */
final class StreamedResult implements QueryResult {
    /** How many rows are read before the caller sees the result, and again and again later. */
    static final int ROWS_AT_A_TIME = 256;

    private final Execution execution;
    private final LeasedRows<Row> rows;
    private @Nullable CompiledQuery compiled;
    private final long most;
    private final Queue<Row> ready = new ArrayDeque<>();
    private final ReentrantLock fetching = new ReentrantLock();
    private long fetched;
    private boolean more;
    private final Closing closing = new Closing();

    StreamedResult(Execution execution, ScopeAccess.ReadLease lease) {
        this.execution = execution;
        this.rows = new LeasedRows<>(lease, SqlGraphQueries.CALL, this::statement, execution.limit());
        this.most = execution.mostRows();
    }

    private RowStatement<Row> statement(ReadUnit unit) {
        ScopeRows scopes = unit.rowsWithFacts();
        CompiledQuery fresh = execution.compiled(scopes.facts());
        compiled = fresh;
        return execution.statement(fresh, scopes);
    }

    /** There since the first rows were read. */
    private CompiledQuery compiled() {
        return Objects.requireNonNull(compiled, "the first rows were read");
    }

    @Override
    public List<QueryColumn> columns() {
        return compiled().columns();
    }

    @Override
    public List<QueryWarning> warnings() {
        return compiled().warnings();
    }

    @Override
    public boolean truncated() {
        return more && ready.isEmpty();
    }

    @Override
    public boolean hasNext() {
        if (closing.endsTheRows()) {
            return false;
        }
        if (ready.isEmpty() && !rows.exhausted()) {
            try {
                fetch();
            } catch (Throwable failure) {
                close();
                throw failure;
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The result has no further row.");
        }
        return ready.remove();
    }

    /** Whether the last row was read. */
    boolean isRead() {
        return rows.exhausted();
    }

    /** Whether there are rows that were read and not yet handed out. */
    boolean hasReadyRows() {
        return !ready.isEmpty();
    }

    /** Reads the rows that are left. */
    void fetchAll() {
        while (!rows.exhausted()) {
            fetch();
        }
    }

    /** Reads some rows, and gives the connection back with the last of them. One row more than the limit is asked for, to know of it. */
    void fetch() {
        fetching.lock();
        try {
            fetchMore();
        } finally {
            fetching.unlock();
        }
    }

    private void fetchMore() {
        long left = most - fetched;
        List<Row> read = execution.explained(
                () -> left < ROWS_AT_A_TIME ? rows.readLast((int) left + 1) : rows.read(ROWS_AT_A_TIME));
        fetched += read.size();
        more = fetched > most;
        if (closing.happened()) {
            throw Closing.cancelled();
        }
        ready.addAll(more ? read.subList(0, read.size() - 1) : read);
    }

    @Override
    public void close() {
        if (!fetching.tryLock()) {
            closing.close(true);
            rows.abort();
            return;
        }
        try {
            if (!closing.happened()) {
                more = truncated();
                closing.close(!ready.isEmpty() || !rows.exhausted());
            }
            rows.close();
        } finally {
            fetching.unlock();
        }
    }
}
