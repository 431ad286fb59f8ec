package dev.khive.db.sql.session;

import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.api.error.UnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.QueryPart;
import org.jspecify.annotations.Nullable;

/**
 * One connection with its prepared statements. Used by one thread at a time; {@link #cancel} alone may come from another.
 * Every error of the driver is translated, with the store and method that the session works for.
 */
public final class Session implements AutoCloseable {
    private static final int ROWS_PER_BATCH = 1_000;

    private final Connection connection;
    private final SqlProfile profile;
    private final boolean asking;
    private final StatementCache statements;
    private final List<RowCursor<?>> cursors = new ArrayList<>();
    private final Boundaries boundaries;
    private boolean byCursors;
    private boolean begun;
    private ErrorContext context = ErrorContext.NONE;
    private volatile @Nullable Ending ending;
    private volatile @Nullable Statement running;
    private @Nullable Limit limit;
    private BooleanSupplier interrupted = () -> false;

    /** A session on a connection in auto-commit mode, which it owns from now on; the driver ends its statements. */
    public Session(Connection connection, SqlProfile profile) {
        this(connection, profile, false);
    }

    /**
     * A session on a connection in auto-commit mode, which it owns from now on.
     *
     * @param asking whether the connection looks at {@link #cancelled} while a statement runs, and ends it by itself
     */
    public Session(Connection connection, SqlProfile profile, boolean asking) {
        this.connection = connection;
        this.profile = profile;
        this.asking = asking;
        this.statements = new StatementCache(connection);
        this.boundaries = new Boundaries(this, connection);
    }

    /** What is particular to the database. */
    public SqlProfile profile() {
        return profile;
    }

    /** The connection, for what has no place here: backups, pragmas, migrations. */
    public Connection connection() {
        return connection;
    }

    /** Names that this transaction interned and that no other may see before it commits. */
    public Uncommitted uncommitted() {
        return boundaries.uncommitted();
    }

    /**
     * Runs the work between {@code begin} and {@code COMMIT}, or {@code ROLLBACK} when it throws.
     *
     * @param begin the statement that begins the transaction, for example {@code BEGIN IMMEDIATE}; empty where the driver
     *     begins one with the first statement
     */
    public <T> T transaction(String begin, Function<Session, T> work) {
        try {
            return boundaries.transaction(begin, () -> work.apply(this));
        } finally {
            context = ErrorContext.NONE;
        }
    }

    /** Runs a part of a transaction that is undone alone when it throws. Savepoints nest. */
    public <T> T savepoint(Supplier<T> work) {
        return boundaries.savepoint(work);
    }

    /** Runs a part of a transaction that can go on after an error of the part was caught. */
    public <T> T recoverable(Supplier<T> work) {
        return profile.failureEndsTransaction() ? savepoint(work) : work.get();
    }

    /** Runs the work with the store and method that errors name; the ones before it are named again afterwards. */
    public <T> T within(ErrorContext call, Supplier<T> work) {
        ErrorContext before = context;
        context = call;
        try {
            return work.get();
        } finally {
            context = before;
        }
    }

    /**
     * Runs the work and ends it where it takes longer than {@code most}.
     *
     * @throws OperationTimeoutException when the time was not enough; nothing of a transaction may be kept then
     */
    public <T> T withTimeout(Duration most, Supplier<T> work) {
        return asking ? askingWithin(most, work) : strikingAfter(most, work);
    }

    private <T> T strikingAfter(Duration most, Supplier<T> work) {
        Deadline deadline = Deadline.start(most, interrupted, this::end);
        try {
            return work.get();
        } finally {
            deadline.callOff();
            ending = null;
        }
    }

    /** Runs the work, of which a {@link #withTimeout} ends soon after the caller was interrupted. */
    public <T> T interruptible(BooleanSupplier caller, Supplier<T> work) {
        BooleanSupplier before = interrupted;
        interrupted = caller;
        try {
            return work.get();
        } finally {
            interrupted = before;
        }
    }

    /** Who asks anyway looks at the time too, and no other thread has to be woken for each call. */
    private <T> T askingWithin(Duration most, Supplier<T> work) {
        Limit before = limit;
        limit = new Limit(System.nanoTime(), most.toNanos(), before);
        try {
            return work.get();
        } finally {
            limit = before;
            ending = null;
        }
    }

    private record Limit(long start, long nanos, @Nullable Limit outer) {
        boolean isOver(long now) {
            return now - start > nanos || (outer != null && outer.isOver(now));
        }
    }

    /** Whether what runs now is to end. For the session's own thread. */
    public boolean cancelled() {
        if (ending == null && limit != null) {
            ending = interrupted.getAsBoolean()
                    ? Ending.CANCELLED
                    : limit.isOver(System.nanoTime()) ? Ending.TIMEOUT : null;
        }
        return ending != null;
    }

    /** Ends the statement that runs now, from any thread; it and all that follow in a {@link #withTimeout} throw Cancelled. */
    public void cancel() {
        end(Ending.CANCELLED);
    }

    private void end(Ending reason) {
        ending = reason;
        Statement statement = running;
        if (statement != null && !asking) {
            try {
                statement.cancel();
            } catch (SQLException finished) {
                throw profile.errors().translate(finished, context);
            }
        }
    }

    /** Takes a {@link #cancel} back, once nothing runs any more. */
    public void forgetCancel() {
        ending = null;
    }

    /** The texts of the statements that are prepared and not in use, for whoever wants to look at their plans. */
    public Set<String> prepared() {
        return statements.texts();
    }

    /** Runs a statement without parameters and without rows. */
    public void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException error) {
            throw translated(error);
        }
    }

    /** Begins or ends a transaction by a statement that stays prepared for the next one. */
    public void boundary(String sql) {
        boundaries.run(sql);
    }

    /** Every row of a query. */
    public <T> List<T> query(String sql, List<? extends @Nullable Object> binds, RowReader<T> reader) {
        return withStatement(sql, statement -> {
            bind(statement, binds);
            try (ResultSet result = statement.executeQuery()) {
                JdbcRow row = new JdbcRow(result, profile.values());
                List<T> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(reader.read(row));
                }
                return rows;
            }
        });
    }

    /** The first rows of a query, no more than {@code most}. */
    public <T> List<T> query(RowStatement<T> statement, int most) {
        return withStatement(statement.sql(), prepared -> {
            bind(prepared, statement.binds());
            try (ResultSet result = prepared.executeQuery()) {
                JdbcRow row = new JdbcRow(result, profile.values());
                List<T> rows = new ArrayList<>();
                while (rows.size() < most && result.next()) {
                    rows.add(statement.reader().read(row));
                }
                return rows;
            }
        });
    }

    /**
     * Has cursors stand for a transaction that only reads, until they are all closed: for databases in which an open cursor holds the
     * snapshot of its connection.
     */
    public void readByCursors() {
        byCursors = true;
    }

    /**
     * The rows of a query, the first of several reads of one snapshot. Where cursors stand for the transaction, its own stays open.
     *
     * @param count how many rows there are where the query finds all that it asks for
     */
    public <T> List<T> queryFirst(RowStatement<T> statement, int count) {
        if (!byCursors) {
            return query(statement);
        }
        List<T> rows = new ArrayList<>(count);
        RowCursor<T> cursor = stream(statement);
        for (T row = cursor.next(); row != null; row = rows.size() < count ? cursor.next() : null) {
            rows.add(row);
        }
        if (rows.size() == count) {
            return rows;
        }
        // A cursor that has come to its end holds nothing.
        cursor.close();
        boundary("BEGIN");
        begun = true;
        return query(statement);
    }

    /** Ends what {@link #readByCursors} began. */
    public void endReadByCursors() {
        byCursors = false;
        closeCursors();
        if (begun) {
            begun = false;
            boundary("COMMIT");
        }
    }

    /** How the database would run a statement that reads, a line each, without values. */
    public List<String> plan(String sql, List<? extends @Nullable Object> binds) {
        return profile.plan().lines(this, sql, binds);
    }

    /** Every row of a statement. */
    public <T> List<T> query(RowStatement<T> statement) {
        return query(statement.sql(), statement.binds(), statement.reader());
    }

    /** Every row of a query made with jOOQ. */
    public <T> List<T> query(QueryPart query, RowReader<T> reader) {
        Rendered rendered = Rendered.of(query, profile.dialect());
        return query(rendered.sql(), rendered.binds(), reader);
    }

    /** The first row of a query. */
    public <T> Optional<T> first(String sql, List<? extends @Nullable Object> binds, RowReader<T> reader) {
        return withStatement(sql, statement -> {
            bind(statement, binds);
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(reader.read(new JdbcRow(result, profile.values())))
                        : Optional.empty();
            }
        });
    }

    /**
     * Runs a text of several statements, which the driver sends in one message, and reads what they give.
     *
     * @param binds of all statements, in order
     * @param most how many rows of each are read at most, 0 for all
     */
    public <T> T results(String sql, List<? extends @Nullable Object> binds, int most, Function<Results, T> work) {
        return withStatement(sql, statement -> {
            bind(statement, binds);
            statement.setMaxRows(most);
            return work.apply(new Results(this, statement, statement.execute()));
        });
    }

    /** The integer in the first column of the first row, which must be there. */
    public long number(String sql, @Nullable Object... binds) {
        return first(sql, nullable(binds), row -> row.integer(1))
                .orElseThrow(() -> new IllegalStateException("The statement gave no row: " + sql));
    }

    /** Runs a statement that writes and says how many rows it changed. */
    public int update(String sql, @Nullable Object... binds) {
        return withStatement(sql, statement -> {
            bind(statement, nullable(binds));
            return statement.executeUpdate();
        });
    }

    /** Runs a statement once for each row of binds, in order; a driver may put the rows of an INSERT into few statements. */
    public void batch(String sql, Iterable<? extends @Nullable Object[]> rows) {
        withStatement(sql, statement -> {
            int waiting = 0;
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    profile.values().bind(statement, i + 1, row[i]);
                }
                statement.addBatch();
                if (++waiting == ROWS_PER_BATCH) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
            return true;
        });
    }

    /** The rows of a statement one by one; the cursor must be closed before the session is used up. */
    public <T> RowCursor<T> stream(RowStatement<T> statement) {
        return stream(statement.sql(), statement.binds(), statement.reader());
    }

    /** The rows of a query one by one; the cursor must be closed before the session is used up. */
    public <T> RowCursor<T> stream(String sql, List<? extends @Nullable Object> binds, RowReader<T> reader) {
        PreparedStatement statement = null;
        try {
            statement = statements.take(sql);
            bind(statement, binds);
            if (profile.rowsPerFetch() > 0) {
                statement.setFetchSize(profile.rowsPerFetch());
            }
            running = statement;
            checkCancelled();
            RowCursor<T> cursor = new RowCursor<>(this, sql, statement, statement.executeQuery(), reader);
            cursors.add(cursor);
            return cursor;
        } catch (SQLException error) {
            if (statement != null) {
                statements.discard(statement, error);
            }
            throw translated(error);
        }
    }

    void giveBack(RowCursor<?> cursor, String sql, PreparedStatement statement) throws SQLException {
        cursors.remove(cursor);
        giveBack(sql, statement);
    }

    private void giveBack(String sql, PreparedStatement statement) throws SQLException {
        running = null;
        statements.giveBack(sql, statement);
    }

    /** Closes the cursors that were left open, so that the session can serve others. */
    public void closeCursors() {
        List.copyOf(cursors).forEach(RowCursor::close);
    }

    /** The error that a driver's error means here. */
    public KhiveException translated(SQLException error) {
        KhiveException translated = profile.errors().translate(error, context);
        Ending reason = cancelled() ? ending : null;
        if (reason == null && translated instanceof UnavailableException && interrupted.getAsBoolean()) {
            // A virtual thread that is interrupted loses the socket that it reads.
            reason = Ending.CANCELLED;
        }
        return reason == null ? translated : reason.error(translated.context(), error);
    }

    /** Closes the statements and the connection. */
    @Override
    public void close() {
        try {
            boundaries.close();
            statements.close();
            connection.close();
        } catch (SQLException error) {
            throw translated(error);
        }
    }

    private <T> T withStatement(String sql, StatementWork<T> work) {
        PreparedStatement statement = null;
        try {
            statement = statements.take(sql);
            running = statement;
            checkCancelled();
            T result = work.run(statement);
            giveBack(sql, statement);
            return result;
        } catch (SQLException error) {
            if (statement != null) {
                statements.discard(statement, error);
            }
            throw translated(error);
        } finally {
            running = null;
        }
    }

    private void checkCancelled() {
        Ending reason = cancelled() ? ending : null;
        if (reason != null) {
            throw reason.error(context, null);
        }
    }

    private void bind(PreparedStatement statement, List<? extends @Nullable Object> binds) throws SQLException {
        for (int i = 0; i < binds.size(); i++) {
            profile.values().bind(statement, i + 1, binds.get(i));
        }
    }

    private static List<@Nullable Object> nullable(@Nullable Object[] binds) {
        return java.util.Arrays.asList(binds);
    }

    @FunctionalInterface
    private interface StatementWork<T> {
        T run(PreparedStatement statement) throws SQLException;
    }
}
