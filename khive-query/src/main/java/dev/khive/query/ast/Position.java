package dev.khive.query.ast;

/**
 * A place in the text.
 *
 * @param line from 1
 * @param column from 1, in characters
 */
public record Position(int line, int column) {}
