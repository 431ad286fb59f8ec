package dev.khive.db.sql.query;

import dev.khive.api.Bounds;
import dev.khive.api.error.ErrorContext;
import dev.khive.api.query.Explanation;
import dev.khive.api.query.GraphQueries;
import dev.khive.api.query.PreparedQuery;
import dev.khive.api.query.QueryOptions;
import dev.khive.api.query.QueryResult;
import dev.khive.api.value.PropertyValues;
import dev.khive.db.sql.scope.ScopeAccess;
import dev.khive.query.QueryCompiler;
import dev.khive.query.QueryValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The queries of one handle. */
public final class SqlGraphQueries implements GraphQueries {
    /** What errors of queries name. */
    public static final ErrorContext CALL = ErrorContext.of("query", "query");

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    private final ScopeAccess access;
    private final QueryCompiler compiler;
    private final AnswerLengths lengths;
    private final Duration timeout;

    /**
     * The queries of a handle.
     *
     * @param compiler of the database's dialect, shared by its handles
     * @param lengths of the answers of the database, shared by its handles
     * @param timeout how long a statement may run where the options do not say
     */
    public SqlGraphQueries(ScopeAccess access, QueryCompiler compiler, AnswerLengths lengths, Duration timeout) {
        this.access = access;
        this.compiler = compiler;
        this.lengths = lengths;
        this.timeout = timeout;
    }

    @Override
    public QueryResult query(String text, Map<String, ?> parameters, QueryOptions options) {
        return execution(text, parameters, options).start(access, lengths);
    }

    /** A query that is ready to run. */
    public Execution execution(String text, Map<String, ?> parameters, QueryOptions options) {
        requireSize(text);
        Map<String, @Nullable Object> values = normalized(parameters);
        return new Execution(
                compiler,
                text,
                QueryValues.types(values),
                access.scope().namespaces().size(),
                values,
                options,
                options.timeout().orElse(timeout));
    }

    @Override
    public PreparedQuery prepare(String text) {
        requireSize(text);
        return new Prepared(text, Set.copyOf(compiler.check(text)), this);
    }

    @Override
    public Explanation explain(String text, Map<String, ?> parameters) {
        Execution execution = execution(text, parameters, QueryOptions.DEFAULT);
        return access.read(
                CALL, unit -> execution.compiled(unit.rowsWithFacts().facts()).explanation());
    }

    @Override
    public Explanation explainWithDatabasePlan(String text, Map<String, ?> parameters) {
        Execution execution = execution(text, parameters, QueryOptions.DEFAULT);
        return access.read(CALL, execution::explanationWithPlan);
    }

    private void requireSize(String text) {
        int most = access.bounds().queryBytes();
        if (text.length() > most / MOST_BYTES_OF_A_CHAR) {
            Bounds.require("The length of the query in UTF-8", text.getBytes(StandardCharsets.UTF_8).length, most);
        }
    }

    private Map<String, @Nullable Object> normalized(Map<String, ?> parameters) {
        Map<String, @Nullable Object> values = HashMap.newHashMap(parameters.size());
        int depth = access.bounds().valueDepth();
        for (Map.Entry<String, ?> parameter : parameters.entrySet()) {
            String name = parameter.getKey();
            values.put(name, PropertyValues.normalizeValue(parameter.getValue(), depth, name));
        }
        return values;
    }

    private record Prepared(String text, Set<String> parameterNames, SqlGraphQueries queries) implements PreparedQuery {
        @Override
        public QueryResult execute(Map<String, ?> parameters, QueryOptions options) {
            return queries.query(text, parameters, options);
        }

        @Override
        public Explanation explain(Map<String, ?> parameters) {
            return queries.explain(text, parameters);
        }
    }
}
