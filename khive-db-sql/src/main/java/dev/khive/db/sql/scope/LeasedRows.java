package dev.khive.db.sql.scope;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.db.sql.session.RowCursor;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.db.sql.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a statement, read some at a time while a lease lasts. The time limit counts the reading and not what the reader of
 * the rows does in between. For one thread at a time; {@link #abort} may come from any.
 */
public final class LeasedRows<T> implements AutoCloseable {
    private final ScopeAccess.ReadLease lease;
    private final ErrorContext call;
    private final Function<ReadUnit, RowStatement<T>> statement;
    private final Duration limit;
    private @Nullable RowCursor<T> cursor;
    private Duration left;
    private boolean exhausted;

    /**
     * Rows that are yet to be read.
     *
     * @param lease closed with the last row
     * @param statement called once, on the snapshot that it is to be run on
     * @param limit how long the reading may take in all, the making of the statement not counted
     */
    public LeasedRows(
            ScopeAccess.ReadLease lease,
            ErrorContext call,
            Function<ReadUnit, RowStatement<T>> statement,
            Duration limit) {
        this.lease = lease;
        this.call = call;
        this.statement = statement;
        this.limit = limit;
        this.left = limit;
    }

    /** Whether there are no more rows; then the lease is closed. */
    public boolean exhausted() {
        return exhausted;
    }

    /** The next rows; fewer than asked for where they are the last. */
    public List<T> read(int most) {
        return read(most, false);
    }

    /** The next rows and none after them. */
    public List<T> readLast(int most) {
        return read(most, true);
    }

    private List<T> read(int most, boolean last) {
        if (left.isNegative() || left.isZero()) {
            throw new OperationTimeoutException(
                    "The query ran longer than " + limit + " and was ended.", call.withRetryable(true), null);
        }
        List<T> rows = new ArrayList<>(Math.min(most, 1_024));
        exhausted = lease.call(unit -> {
            RowStatement<T> fresh = cursor == null ? statement.apply(unit) : null;
            long begin = System.nanoTime();
            boolean done = unit.session().withTimeout(left, () -> readInto(rows, most, unit.session(), fresh, last));
            left = left.minusNanos(System.nanoTime() - begin);
            return done;
        });
        if (exhausted) {
            lease.close();
        }
        return rows;
    }

    private boolean readInto(List<T> rows, int most, Session session, @Nullable RowStatement<T> fresh, boolean last) {
        RowCursor<T> open = fresh == null ? Objects.requireNonNull(cursor) : session.stream(fresh);
        cursor = open;
        boolean goesOn = false;
        try {
            goesOn = readInto(rows, most, open) && !last;
        } finally {
            if (!goesOn) {
                open.close();
            }
        }
        return !goesOn;
    }

    private static <T> boolean readInto(List<T> rows, int most, RowCursor<T> open) {
        while (rows.size() < most) {
            T row = open.next();
            if (row == null) {
                return false;
            }
            rows.add(row);
        }
        return true;
    }

    /** Ends the reading even while it goes on in another thread. */
    public void abort() {
        lease.abort();
    }

    @Override
    public void close() {
        if (!exhausted) {
            exhausted = true;
            lease.close();
        }
    }
}
