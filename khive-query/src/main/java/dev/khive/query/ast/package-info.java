/**
 * The syntax tree of a query: immutable records under sealed interfaces, each with its place in the text. Not stable;
 * grows with the language.
 */
@NullMarked
package dev.khive.query.ast;

import org.jspecify.annotations.NullMarked;
