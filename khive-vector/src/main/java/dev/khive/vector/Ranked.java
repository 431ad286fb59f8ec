package dev.khive.vector;

/**
 * A record in a ranking.
 *
 * @param subject the record
 * @param score higher is better
 */
public record Ranked<S>(S subject, double score) {}
