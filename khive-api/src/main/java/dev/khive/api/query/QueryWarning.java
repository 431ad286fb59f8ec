package dev.khive.api.query;

/**
 * Something that the author of a query should know and that does not change its rows.
 *
 * @param code a word that names it
 * @param message a whole sentence
 * @param line the line of the text from 1
 * @param column the column from 1
 */
public record QueryWarning(String code, String message, int line, int column) {}
