package dev.khive.api.query;

/**
 * A column of a result.
 *
 * @param name its alias, or the text of its expression
 * @param type the type known before the query runs, {@link QueryType#ANY} where values decide
 */
public record QueryColumn(String name, QueryType type) {}
