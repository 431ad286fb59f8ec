package dev.khive.db.postgres;

import dev.khive.api.ReadScope;
import dev.khive.api.error.InvalidInputException;
import dev.khive.api.error.KhiveException;
import dev.khive.api.error.UnavailableException;
import dev.khive.db.sql.scope.ScopeRow;
import dev.khive.db.sql.scope.ScopeWall;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.db.sql.session.Session;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Row-level security. A transaction tells the server its scope in settings that end with it, and the policies of the tables
 * read them there.
 *
 * @param role what the stores run as, empty where it is what logged in
 */
record PostgresWall(String role) implements ScopeWall {
    private static final String ENTER = "SELECT scopes, shapes FROM khive_enter(?, ?, ?)";

    /** Under this key a transaction remembers what it has entered; a savepoint that is rolled back takes the settings with it. */
    private enum Key {
        ENTERED,
        SHAPES
    }

    private record Entered(ReadScope scope, boolean writing) {}

    private record Scopes(List<Long> ids, List<Long> shapes) {}

    @Override
    public void enter(Session session, ReadScope scope, boolean writing) {
        Entered wanted = new Entered(scope, writing);
        if (wanted.equals(session.uncommitted().get(Key.ENTERED))) {
            return;
        }
        Scopes found = session.first(ENTER, binds(scope, writing), PostgresWall::scopes)
                .orElseThrow();
        session.uncommitted().keep(Key.SHAPES, found, () -> {});
        // Only when every namespace has a row there is nothing that a later call could add.
        if (!found.ids().contains(ScopeRow.UNKNOWN)) {
            session.uncommitted().keep(Key.ENTERED, wanted, () -> {});
        }
    }

    @Override
    public boolean asks() {
        return true;
    }

    /** The transaction is begun by a statement of the text: one that the driver begins takes a quarter longer. */
    @Override
    public <T> Answer<T> ask(Session session, ReadScope scope, RowStatement<T> statement, int most) {
        List<@Nullable Object> binds = new ArrayList<>(binds(scope, false));
        binds.addAll(statement.binds());
        return session.results("BEGIN;\n" + ENTER + ";\n" + statement.sql() + ";\nCOMMIT", binds, most, results -> {
            Scopes found = results.next(PostgresWall::scopes).getFirst();
            return new Answer<>(found.ids(), found.shapes(), results.next(statement.reader()));
        });
    }

    private static List<Object> binds(ReadScope scope, boolean writing) {
        return List.of(scope.tenant(), scope.namespaces().toArray(String[]::new), writing);
    }

    private static Scopes scopes(ResultRow row) throws SQLException {
        return new Scopes(numbers(row, 1), numbers(row, 2));
    }

    private static List<Long> numbers(ResultRow row, int column) throws SQLException {
        Array array = (Array) ResultRow.required(row.object(column), column);
        return List.of((Long[]) array.getArray());
    }

    @Override
    public List<Long> shapes(Session session) {
        return session.uncommitted().get(Key.SHAPES) instanceof Scopes found ? found.shapes() : List.of();
    }

    @Override
    public void enterTenant(Session session, String tenant) {
        session.first("SELECT khive_enter(?, NULL, false)", List.of(tenant), row -> true);
        session.uncommitted().keep(Key.ENTERED, tenant, () -> {});
    }

    @Override
    public <T> T past(Session session, Supplier<T> work) {
        become(session, PostgresOptions.OPERATOR_ROLE);
        try {
            T result = work.get();
            become(session, role);
            return result;
        } catch (Throwable failure) {
            try {
                become(session, role);
            } catch (KhiveException secondary) {
                // After most failures the transaction is over, and the role ends with it.
                failure.addSuppressed(secondary);
            }
            throw failure;
        }
    }

    private static void become(Session session, String role) {
        try {
            session.execute(role.isEmpty() ? "SET LOCAL ROLE NONE" : "SET LOCAL ROLE \"" + role + "\"");
        } catch (InvalidInputException refused) {
            throw new UnavailableException(
                    "Work past the scopes needs the role " + PostgresOptions.OPERATOR_ROLE
                            + ", which this user was not granted: GRANT khive_operator TO the user that logs in.",
                    refused.context(),
                    refused);
        }
    }
}
