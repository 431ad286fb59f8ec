package dev.khive.query;

import dev.khive.api.query.Explanation;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryWarning;
import dev.khive.query.analysis.Type;
import dev.khive.query.ast.Expression.Parameter;
import dev.khive.query.plan.RowCount;
import java.util.List;
import java.util.Map;

/**
 * One statement that answers a query, for whoever has a connection. Immutable.
 *
 * <p>Bind each of {@link #binds} to its question mark in order, {@link QueryValues#bound} encodes parameters; read each
 * column of a row with {@link QueryValues#read} as the type in {@link #types} says.
 *
 * @param sql one SELECT or WITH, with a question mark for each bind
 * @param binds what is bound, in order
 * @param columns the columns of the result
 * @param types how each column is carried
 * @param mostRows how many rows there can be at most, {@link Long#MAX_VALUE} where the text sets no bound
 * @param tellsState whether each row has a column after those of the result that tells the {@code shape} of the one scope
 * @param counts the parameters that say how many rows SKIP and LIMIT take, see {@link #requireCounts}
 * @param warnings what the author should know
 * @param explanation how the query is answered
 */
public record CompiledQuery(
        String sql,
        List<Bind> binds,
        List<QueryColumn> columns,
        List<Type> types,
        long mostRows,
        boolean tellsState,
        List<RowCount> counts,
        List<QueryWarning> warnings,
        Explanation explanation) {
    /** Copies what it is given. */
    public CompiledQuery {
        binds = List.copyOf(binds);
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        counts = List.copyOf(counts);
        warnings = List.copyOf(warnings);
    }

    /**
     * Refuses parameters that say how many rows are taken and cannot; to be called before the statement runs, which need not look
     * at them.
     *
     * @param values by name
     * @throws dev.khive.api.query.QueryException where one is negative
     */
    public void requireCounts(Map<String, ?> values) {
        for (RowCount count : counts) {
            if (count.expression() instanceof Parameter parameter
                    && values.get(parameter.name()) instanceof Long rows) {
                count.require(rows);
            }
        }
    }
}
