package dev.khive.db.sql.session;

import dev.khive.api.error.KhiveException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/** Where the transactions and savepoints of a session begin and end, and what is learnt and forgotten there. */
final class Boundaries {
    private final Session session;
    private final Uncommitted uncommitted = new Uncommitted();
    private int savepoints;

    Boundaries(Session session) {
        this.session = session;
    }

    Uncommitted uncommitted() {
        return uncommitted;
    }

    <T> T transaction(String begin, Supplier<T> work) {
        if (!begin.isEmpty()) {
            session.execute(begin);
        }
        boolean committed = false;
        try {
            T result = work.get();
            session.execute("COMMIT");
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
