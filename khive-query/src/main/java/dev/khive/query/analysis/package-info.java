/** What a syntax tree means: the types of values, the functions, and the rules that every expression must keep. Not stable; pure. */
@NullMarked
package dev.khive.query.analysis;

import org.jspecify.annotations.NullMarked;
