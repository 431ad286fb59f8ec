package dev.khive.db.sql.session;

import dev.khive.api.error.KhiveException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/** Where the transactions and savepoints of a session begin and end, and what is learnt and forgotten there. */
final class Boundaries {
    private final Session session;
    private final StatementCache statements;
    private final Uncommitted uncommitted = new Uncommitted();
    private int savepoints;

    Boundaries(Session session, Connection connection) {
        this.session = session;
        this.statements = new StatementCache(connection);
    }

    Uncommitted uncommitted() {
        return uncommitted;
    }

    <T> T transaction(String begin, Supplier<T> work) {
        if (!begin.isEmpty()) {
            run(begin);
        }
        boolean committed = false;
        try {
            T result = work.get();
            run("COMMIT");
            committed = true;
            uncommitted.publish();
            return result;
        } catch (Throwable failure) {
            if (!committed) {
                rollBack(failure);
            }
            throw failure;
        } finally {
            uncommitted.clear();
        }
    }

    /** Whether the work is cancelled is not asked: what is done is committed. */
    void run(String sql) {
        PreparedStatement statement = null;
        try {
            statement = statements.take(sql);
            statement.execute();
            statements.giveBack(sql, statement);
        } catch (SQLException error) {
            if (statement != null) {
                statements.discard(statement, error);
            }
            throw session.translated(error);
        }
    }

    void close() throws SQLException {
        statements.close();
    }

    private void rollBack(Throwable failure) {
        try (Statement statement = session.connection().createStatement()) {
            if (!session.connection().isClosed()) {
                statement.execute("ROLLBACK");
            }
        } catch (SQLException secondary) {
            // The database rolls back by itself after some errors; then there is nothing left to undo.
            failure.addSuppressed(secondary);
        }
    }

    <T> T savepoint(Supplier<T> work) {
        String name = "khive_" + ++savepoints;
        int mark = uncommitted.mark();
        session.execute("SAVEPOINT " + name);
        try {
            T result = work.get();
            session.execute("RELEASE SAVEPOINT " + name);
            return result;
        } catch (Throwable failure) {
            try {
                session.execute("ROLLBACK TO SAVEPOINT " + name);
                session.execute("RELEASE SAVEPOINT " + name);
            } catch (KhiveException secondary) {
                failure.addSuppressed(secondary);
            }
            uncommitted.rollBackTo(mark);
            throw failure;
        } finally {
            savepoints--;
        }
    }
}
