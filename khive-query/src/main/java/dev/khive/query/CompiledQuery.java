package dev.khive.query;

import dev.khive.api.query.Explanation;
import dev.khive.api.query.QueryColumn;
import dev.khive.api.query.QueryWarning;
import dev.khive.query.analysis.Type;
import java.util.List;

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
        List<QueryWarning> warnings,
        Explanation explanation) {
    /** Copies what it is given. */
    public CompiledQuery {
        binds = List.copyOf(binds);
        columns = List.copyOf(columns);
        types = List.copyOf(types);
        warnings = List.copyOf(warnings);
    }
}
