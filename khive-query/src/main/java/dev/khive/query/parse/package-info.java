/** From text to syntax tree: lexing, parsing within bounds, and syntax errors as readable sentences. Not stable; pure. */
@NullMarked
package dev.khive.query.parse;

import org.jspecify.annotations.NullMarked;
