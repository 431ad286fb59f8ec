package dev.khive.db.sql.scope;

import dev.khive.api.ReadScope;
import dev.khive.api.error.CancelledException;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.OperationTimeoutException;
import dev.khive.db.sql.session.Database;
import dev.khive.db.sql.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A read that is sent whole: the entering of its scopes, a statement and the end of the transaction. The statement is made for
 * the state in which the scopes were seen last. The answer says in which state they were on its own snapshot, and counts only
 * where that is the same.
 *
 * @param limit how long it may take
 */
record OneExchange(ScopedDatabase source, ReadScope scope, ErrorContext call, Duration limit) {
    /** The rows; empty where they are to be read otherwise. */
    <T> Optional<List<T>> rows(ScopesSeen seen, Function<ScopeRows, Optional<ScopeAccess.FirstRows<T>>> statement) {
        return statement.apply(seen.rows()).flatMap(wanted -> ask(seen, wanted));
    }

    private <T> Optional<List<T>> ask(ScopesSeen seen, ScopeAccess.FirstRows<T> wanted) {
        try (Database.Lease lease = source.database().leaseWithoutTransaction()) {
            ScopeWall.Answer<T> answer = lease.call(session -> answer(session, wanted));
            return seen.isStill(answer) ? Optional.of(answer.rows()) : Optional.empty();
        } catch (CancelledException | OperationTimeoutException ended) {
            throw ended;
        } catch (KhiveException failure) {
            // Whether the statement was made for the present state is not known; asked again, it fails for its own
            // reasons alone.
            return Optional.empty();
        }
    }

    private <T> ScopeWall.Answer<T> answer(Session session, ScopeAccess.FirstRows<T> wanted) {
        ScopeWall wall = session.profile().wall();
        return session.within(
                call,
                () -> session.withTimeout(limit, () -> wall.ask(session, scope, wanted.statement(), wanted.most())));
    }
}
