package dev.khive.db.sql.session;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The rows of a query, read one by one. Belongs to the thread of its session; closing it twice does nothing. */
public final class RowCursor<T> implements AutoCloseable {
    private final Session session;
    private final String sql;
    private final PreparedStatement statement;
    private final ResultSet result;
    private final JdbcRow row;
    private final RowReader<T> reader;
    private boolean closed;

    RowCursor(Session session, String sql, PreparedStatement statement, ResultSet result, RowReader<T> reader) {
        this.session = session;
        this.sql = sql;
        this.statement = statement;
        this.result = result;
        this.row = new JdbcRow(result, session.profile().values());
        this.reader = reader;
    }

    /** The next row, null after the last. */
    public @Nullable T next() {
        try {
            return !closed && result.next() ? reader.read(row) : null;
        } catch (SQLException error) {
            throw session.translated(error);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                result.close();
                session.giveBack(this, sql, statement);
            } catch (SQLException error) {
                throw session.translated(error);
            }
        }
    }
}
