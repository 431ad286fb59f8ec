package dev.khive.db.sql.query;

import dev.khive.api.error.KhiveException;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.Row;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.query.Bind;
import dev.khive.query.CompiledQuery;
import dev.khive.query.QueryFaults;
import dev.khive.query.QueryValues;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A compiled query with the values to run it with.
 *
 * @param limit how long the statement may run, waiting for the reader of the rows not counted
 */
public record Execution(
        CompiledQuery compiled, Map<String, @Nullable Object> values, QueryOptions options, Duration limit) {
    /** The class of SQLSTATE for what is beyond a limit of the database. */
    private static final String LIMIT_EXCEEDED = "54";

    /** Runs it to its first rows. */
    QueryResult start(ScopeAccess access) {
        ScopeAccess.ReadLease lease = access.lease(SqlGraphQueries.CALL);
        StreamedResult result = new StreamedResult(this, lease);
        try {
            if (lease.eager()) {
                result.fetchAll();
            } else {
                result.fetch();
            }
            return result;
        } catch (Throwable failure) {
            result.close();
            throw failure;
        }
    }

    /** How the database would run it. */
    List<String> plan(ReadUnit unit) {
        RowStatement<Row> statement = statement(unit.rows());
        return unit.session().plan(statement.sql(), statement.binds());
    }

    /** The statement for the scopes of a handle, as they are now. */
    public RowStatement<Row> statement(ScopeRows scopes) {
        List<@Nullable Object> binds = new ArrayList<>();
        compiled.binds().forEach(bind -> binds.add(value(bind, scopes)));
        return new RowStatement<>(compiled.sql(), binds, this::read);
    }

    private @Nullable Object value(Bind bind, ScopeRows scopes) {
        return switch (bind) {
            case Bind.ScopeId scope -> scopes.scopes().get(scope.index()).id();
            case Bind.Now now -> scopes.now();
            case Bind.Parameter parameter -> QueryValues.bound(parameter.type(), values.get(parameter.name()));
            case Bind.Literal literal -> literal.value();
        };
    }

    private Row read(ResultRow row) throws SQLException {
        @Nullable Object[] read = new Object[compiled.columns().size()];
        for (int column = 0; column < read.length; column++) {
            read[column] = QueryValues.read(compiled.types().get(column), row.value(column + 1));
        }
        return new Row(compiled.columns(), read);
    }

    /** Runs a part of the query; an error that the statement raised on purpose leaves as the query's own. */
    static <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (KhiveException failure) {
            throw explained(failure);
        }
    }

    /** The query's own error where the statement raised one on purpose or is beyond a limit, otherwise the same error. */
    public static KhiveException explained(KhiveException failure) {
        Throwable cause = failure.getCause();
        if (failure.sqlState().filter(state -> state.startsWith(LIMIT_EXCEEDED)).isPresent()) {
            return new QueryException(
                    QueryException.Reason.REJECTED,
                    "QueryTooComplex",
                    "The query is too complex for one statement of the database, or a value is too large for it; divide an"
                            + " expression with WITH, nest less, or pass a list as a parameter.",
                    0,
                    0,
                    failure);
        }
        return cause == null
                ? failure
                : QueryFaults.find(cause.getMessage(), failure.sqlState().orElse(""), cause)
                        .<KhiveException>map(fault -> fault)
                        .orElse(failure);
    }
}
