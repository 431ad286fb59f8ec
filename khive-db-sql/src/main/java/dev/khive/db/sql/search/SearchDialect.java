package dev.khive.db.sql.search;

/**
 * What a kind of database does in its own way when it searches.
 *
 * @param text its full-text index
 * @param weightedTerms a table expression with the columns {@code term} and {@code weight}, made of one parameter: a JSON array
 *     of pairs
 * @param vectors how it finds near vectors
 */
public record SearchDialect(TextIndexDialect text, String weightedTerms, VectorDialect vectors) {}
