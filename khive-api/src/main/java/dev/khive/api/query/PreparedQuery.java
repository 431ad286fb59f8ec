package dev.khive.api.query;

import java.util.Map;
import java.util.Set;

/** A query that has been parsed and checked, bound to the scope it was prepared in. Safe for use by many threads. */
public interface PreparedQuery {
    /** The text as it was given. */
    String text();

    /** The names of its parameters, without the dollar sign. */
    Set<String> parameterNames();

    /** Runs it with other values. */
    QueryResult execute(Map<String, ?> parameters, QueryOptions options);

    /** Runs it with other values and the default options. */
    default QueryResult execute(Map<String, ?> parameters) {
        return execute(parameters, QueryOptions.DEFAULT);
    }

    /** Says how it would run with parameters of these types. */
    Explanation explain(Map<String, ?> parameters);
}
