package dev.khive.api.query;

import java.util.Map;

/**
 * Asks the graph of one scope. Every query is read-only and is answered by one statement of the database. Safe for use
 * by many threads.
 *
 * <p>Parameters are values as properties have them (null, boolean, number, string, list, map, temporal); their names are
 * written without the dollar sign. A parameter that the text names and the map lacks is an error, one that the map has
 * and the text does not name is ignored.
 */
public interface GraphQueries {
    /**
     * Runs a query.
     *
     * @throws QueryException where the text, a parameter or a value met while running is wrong, or where this backend
     *     does not support what is asked
     */
    QueryResult query(String text, Map<String, ?> parameters, QueryOptions options);

    /** Runs a query with the default options. */
    default QueryResult query(String text, Map<String, ?> parameters) {
        return query(text, parameters, QueryOptions.DEFAULT);
    }

    /** Runs a query without parameters. */
    default QueryResult query(String text) {
        return query(text, Map.of());
    }

    /**
     * Parses and checks a query once, to run it often.
     *
     * @throws QueryException where the text is wrong
     */
    PreparedQuery prepare(String text);

    /** Says how a query would run, without running it. Parameters give types; their values do not appear. */
    Explanation explain(String text, Map<String, ?> parameters);

    /**
     * {@link #explain} with the database's own plan of the statement, which asks the database and does not run the query. A
     * backend without plans leaves {@link Explanation#databasePlan} empty.
     */
    default Explanation explainWithDatabasePlan(String text, Map<String, ?> parameters) {
        return explain(text, parameters);
    }

    /** Says how a query without parameters would run. */
    default Explanation explain(String text) {
        return explain(text, Map.of());
    }
}
