package dev.khive.db.sql.stream;

import dev.khive.db.sql.scope.LeasedRows;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.session.RowStatement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The rows of a JDBC cursor as batches. */
final class JdbcRows<T> implements BatchSource<T> {
    private static final int ROWS_AT_A_TIME = 512;

    private final StreamRead<T> read;
    private final Supplier<ScopeAccess.ReadLease> leases;

    /** Rows that were read at once because the lease holds writers back. */
    private final Queue<T> ready = new ArrayDeque<>();

    private boolean eager;
    private @Nullable LeasedRows<T> rows;
    private boolean closed;

    JdbcRows(StreamRead<T> read, Supplier<ScopeAccess.ReadLease> leases) {
        this.read = read;
        this.leases = leases;
    }

    @Override
    public CompletionStage<Batch<T>> next(int most) {
        CompletableFuture<Batch<T>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("khive-stream-read").start(() -> {
            try {
                answer.complete(read(most));
            } catch (Throwable failure) {
                abort();
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private Batch<T> read(int most) {
        LeasedRows<T> open = opened();
        if (!eager) {
            List<T> items = open.read(most);
            return new Batch<>(items, open.exhausted());
        }
        while (!open.exhausted()) {
            ready.addAll(open.read(ROWS_AT_A_TIME));
        }
        List<T> items = new ArrayList<>();
        while (items.size() < most && !ready.isEmpty()) {
            items.add(ready.remove());
        }
        return new Batch<>(items, ready.isEmpty());
    }

    private LeasedRows<T> opened() {
        LeasedRows<T> known = current();
        if (known != null) {
            return known;
        }
        ScopeAccess.ReadLease lease = leases.get();
        eager = lease.eager();
        LeasedRows<T> opened = new LeasedRows<>(lease, read.call(), this::statement, read.limit());
        if (!keep(opened)) {
            opened.close();
        }
        return opened;
    }

    private RowStatement<T> statement(ReadUnit unit) {
        return read.statement().apply(read.facts() == null ? unit.rows() : unit.rowsWithFacts());
    }

    private synchronized @Nullable LeasedRows<T> current() {
        return rows;
    }

    private synchronized boolean keep(LeasedRows<T> opened) {
        rows = opened;
        return !closed;
    }

    /** The statement may take a while to end, and who cancels does not wait for it. */
    @Override
    public void close() {
        Thread.ofVirtual().name("khive-stream-close").start(this::abort);
    }

    private void abort() {
        LeasedRows<T> open = markClosed();
        if (open != null) {
            open.abort();
        }
    }

    private synchronized @Nullable LeasedRows<T> markClosed() {
        closed = true;
        return rows;
    }
}
