package dev.khive.db.sql.query;

import dev.khive.api.error.KhiveException;
import dev.khive.api.query.Explanation;
import dev.khive.api.query.QueryException;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.query.Row;
import dev.khive.db.sql.query.AnswerLengths.Length;
import dev.khive.db.sql.scope.ReadUnit;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.db.sql.scope.ScopeRows;
import dev.khive.db.sql.session.ResultRow;
import dev.khive.db.sql.session.RowStatement;
import dev.khive.query.Bind;
import dev.khive.query.CompiledQuery;
import dev.khive.query.FaultPlaces;
import dev.khive.query.QueryCompiler;
import dev.khive.query.QueryFaults;
import dev.khive.query.QueryValues;
import dev.khive.query.analysis.Type;
import dev.khive.query.facts.GraphFacts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A query with the values to run it with. It is compiled where it runs, by what is known there of the graph.
 *
 * @param compiler of the database's dialect
 * @param types of the values
 * @param scopeCount how many scopes it reads
 * @param limit how long the statement may run, waiting for the reader of the rows not counted
 */
public record Execution(
        QueryCompiler compiler,
        String text,
        Map<String, Type> types,
        int scopeCount,
        Map<String, @Nullable Object> values,
        QueryOptions options,
        Duration limit) {
    /** The class of SQLSTATE for what is beyond a limit of the database. */
    private static final String LIMIT_EXCEEDED = "54";

    /** Runs it to its first rows; an answer that is likely to be short is asked for whole. */
    QueryResult start(ScopeAccess access, AnswerLengths lengths) {
        long begin = System.nanoTime();
        Optional<QueryResult> whole = new ShortAnswer(this, lengths.of(text)).read(access, lengths, begin);
        return whole.isPresent()
                ? whole.get()
                : within(limit.minusNanos(System.nanoTime() - begin)).stream(access, lengths);
    }

    /** How many rows are handed out at most. */
    long mostRows() {
        return options.rowLimit().orElse(Long.MAX_VALUE);
    }

    private Execution within(Duration left) {
        return new Execution(compiler, text, types, scopeCount, values, options, left);
    }

    private QueryResult stream(ScopeAccess access, AnswerLengths lengths) {
        long begin = System.nanoTime();
        ScopeAccess.ReadLease lease = access.lease(SqlGraphQueries.CALL);
        StreamedResult result = new StreamedResult(this, lease);
        try {
            result.fetch();
            lengths.note(
                    text,
                    result.isRead() ? Length.ofWhole(result.hasReadyRows(), System.nanoTime() - begin) : Length.LONG);
            if (lease.eager()) {
                result.fetchAll();
            }
            return result;
        } catch (Throwable failure) {
            result.close();
            throw failure;
        }
    }

    /**
     * The query compiled for what is known of the graph.
     *
     * @throws QueryException where the text is wrong or asks for what is not supported
     */
    public CompiledQuery compiled(GraphFacts facts) {
        return switch (options.language()) {
            case GQL -> compiler.compile(text, types, scopeCount, facts);
        };
    }

    /** How it is answered, and how the database would run it. */
    Explanation explanationWithPlan(ReadUnit unit) {
        ScopeRows scopes = unit.rowsWithFacts();
        RowStatement<Row> statement = statement(scopes);
        return compiled(scopes.facts())
                .explanation()
                .withDatabasePlan(explained(() -> unit.session().plan(statement.sql(), statement.binds())));
    }

    /** The statement for the scopes of a handle, as they are now. */
    public RowStatement<Row> statement(ScopeRows scopes) {
        return statement(compiled(scopes.facts()), scopes);
    }

    RowStatement<Row> statement(CompiledQuery compiled, ScopeRows scopes) {
        compiled.requireCounts(values);
        List<@Nullable Object> binds = new ArrayList<>(compiled.binds().size());
        for (Bind bind : compiled.binds()) {
            binds.add(value(bind, scopes));
        }
        boolean[] texts = new boolean[compiled.types().size()];
        for (int column = 0; column < texts.length; column++) {
            texts[column] = QueryValues.isText(compiled.types().get(column));
        }
        return new RowStatement<>(compiled.sql(), binds, row -> read(compiled, texts, row));
    }

    private @Nullable Object value(Bind bind, ScopeRows scopes) {
        return switch (bind) {
            case Bind.ScopeId scope -> scopes.scopes().get(scope.index()).id();
            case Bind.Now now -> scopes.now();
            case Bind.Parameter parameter -> QueryValues.bound(parameter.type(), values.get(parameter.name()));
            case Bind.Literal literal -> literal.value();
        };
    }

    private static Row read(CompiledQuery compiled, boolean[] texts, ResultRow row) throws SQLException {
        @Nullable Object[] read = new Object[texts.length];
        for (int column = 0; column < read.length; column++) {
            read[column] = QueryValues.read(compiled.types().get(column), row.value(column + 1, texts[column]));
        }
        return new Row(compiled.columns(), read);
    }

    /** Runs a part of the query; an error that the statement raised on purpose leaves as the query's own. */
    <T> T explained(Supplier<T> work) {
        try {
            return work.get();
        } catch (KhiveException failure) {
            throw explained(failure);
        }
    }

    /** The query's own error where the statement raised one on purpose or is beyond a limit, otherwise the same error. */
    public KhiveException explained(KhiveException failure) {
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
                        .<KhiveException>map(fault -> FaultPlaces.in(text, fault))
                        .orElse(failure);
    }
}
