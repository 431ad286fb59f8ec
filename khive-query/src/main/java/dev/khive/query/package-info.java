/** Compiles query text to one SQL statement, without a connection. */
@NullMarked
package dev.khive.query;

import org.jspecify.annotations.NullMarked;
