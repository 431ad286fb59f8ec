package dev.khive.db.sql.query;

import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.QueryWarning;
import dev.khive.api.query.Row;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.session.RowCursor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Rows read some hundred at a time. The first of them are read before the caller sees the result, so that a short result holds
 * no connection at all.
 */
final class StreamedResult implements QueryResult {
    private static final int ROWS_AT_A_TIME = 256;

    private final Execution execution;
    private final ScopeAccess.ReadLease lease;
    private final long most;
    private final Queue<Row> ready = new ArrayDeque<>();
    private @Nullable RowCursor<Row> cursor;
    private Duration left;
    private long fetched;
    private boolean exhausted;
    private boolean more;
    private boolean closed;

    StreamedResult(Execution execution, ScopeAccess.ReadLease lease) {
        this.execution = execution;
        this.lease = lease;
        this.most = execution.options().rowLimit().orElse(Long.MAX_VALUE);
        this.left = execution.limit();
    }

    @Override
    public List<QueryColumn> columns() {
        return execution.compiled().columns();
    }

    @Override
    public List<QueryWarning> warnings() {
        return execution.compiled().warnings();
    }

    @Override
    public boolean truncated() {
        return more && ready.isEmpty();
    }

    @Override
    public boolean hasNext() {
        if (ready.isEmpty() && !exhausted && !closed) {
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

    /** Reads the rows that are left. */
    void fetchAll() {
        while (!exhausted) {
            fetch();
        }
    }

    /** Reads some rows, and gives the connection back with the last of them. */
    void fetch() {
        if (left.isNegative() || left.isZero()) {
            throw new OperationTimeoutException(
                    "The query ran longer than " + execution.limit() + " and was ended.",
                    SqlGraphQueries.CALL.withRetryable(true),
                    null);
        }
        long begin = System.nanoTime();
        exhausted =
                Execution.explained(() -> lease.call(unit -> unit.session().withTimeout(left, () -> readSome(unit))));
        left = left.minusNanos(System.nanoTime() - begin);
        if (exhausted) {
            lease.close();
        }
    }

    private boolean readSome(ReadUnit unit) {
        RowCursor<Row> rows = cursor == null ? execution.open(unit) : cursor;
        cursor = rows;
        boolean goesOn = false;
        try {
            goesOn = readSome(rows);
        } finally {
            if (!goesOn) {
                rows.close();
            }
        }
        return !goesOn;
    }

    private boolean readSome(RowCursor<Row> rows) {
        for (int i = 0; i < ROWS_AT_A_TIME; i++) {
            Row row = rows.next();
            if (row == null) {
                return false;
            }
            if (fetched == most) {
                more = true;
                return false;
            }
            fetched++;
            ready.add(row);
        }
        return true;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            more = truncated();
            ready.clear();
            if (!exhausted) {
                exhausted = true;
                lease.close();
            }
        }
    }
}
