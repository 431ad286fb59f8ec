package dev.khive.db.sql.session;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the statements of one text give, in their order. */
public final class Results {
    private static final int NEITHER_ROWS_NOR_A_COUNT = -1;

    private final Session session;
    private final PreparedStatement statement;
    private boolean rows;

    Results(Session session, PreparedStatement statement, boolean rows) {
        this.session = session;
        this.statement = statement;
        this.rows = rows;
    }

    /** The rows of the next statement that gives rows; those before it, which give none, are passed over. */
    public <T> List<T> next(RowReader<T> reader) {
        try {
            while (!rows) {
                if (statement.getUpdateCount() == NEITHER_ROWS_NOR_A_COUNT) {
                    throw new IllegalStateException("No further statement of the text gives rows.");
                }
                rows = statement.getMoreResults();
            }
            List<T> read = new ArrayList<>();
            try (ResultSet result = statement.getResultSet()) {
                JdbcRow row = new JdbcRow(result, session.profile().values());
                while (result.next()) {
                    read.add(reader.read(row));
                }
            }
            rows = statement.getMoreResults();
            return read;
        } catch (SQLException error) {
            throw session.translated(error);
        }
    }
}
