package dev.khive.db.sql.scope;

import dev.khive.api.error.CancelledException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.db.sql.session.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A read of one statement, made for the state in which its scope was seen last. Its rows tell in which state the scope is on the
 * statement's own snapshot, and count only where that is the same. An answer without rows tells nothing.
 *
 * @param limit how long it may take
 */
record OneStatement(ScopedDatabase source, ErrorContext call, Duration limit) {
    /** The rows; empty where they are to be read otherwise. */
    <T> Optional<List<T>> rows(ScopesSeen seen, Function<ScopeRows, Optional<ScopeAccess.FirstRows<T>>> statement) {
        ScopeAccess.FirstRows<T> wanted = statement.apply(seen.rows()).orElse(null);
        return wanted == null || wanted.stateColumn() == 0 ? Optional.empty() : ask(seen, wanted);
    }

    private <T> Optional<List<T>> ask(ScopesSeen seen, ScopeAccess.FirstRows<T> wanted) {
        Answer<T> answer = new Answer<>(wanted);
        try {
            List<T> rows = source.database()
                    .readByOneStatement(session ->
                            session.within(call, () -> session.withTimeout(limit, () -> answer.read(session))));
            return !rows.isEmpty() && seen.isStill(answer.shape) ? Optional.of(rows) : Optional.empty();
        } catch (CancelledException | OperationTimeoutException ended) {
            throw ended;
        } catch (KhiveException failure) {
            // Whether the statement was made for the present state is not known; asked again, it fails for its own
            // reasons alone.
            return Optional.empty();
        }
    }

    /** Reads the state with the first row. */
    private static final class Answer<T> {
        private final ScopeAccess.FirstRows<T> wanted;
        private long shape = KnownFacts.NOT_TRUSTED;
        private boolean begun;

        Answer(ScopeAccess.FirstRows<T> wanted) {
            this.wanted = wanted;
        }

        List<T> read(Session session) {
            RowStatement<T> statement = wanted.statement();
            RowStatement<T> telling = new RowStatement<>(statement.sql(), statement.binds(), this::read);
            return wanted.most() == ScopeAccess.FirstRows.ALL
                    ? session.query(telling)
                    : session.query(telling, wanted.most());
        }

        private T read(ResultRow row) throws SQLException {
            if (!begun) {
                begun = true;
                shape = row.integer(wanted.stateColumn());
            }
            return wanted.statement().reader().read(row);
        }
    }
}
