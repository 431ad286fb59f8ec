/**
 * The query door: a text with parameters goes in, a cursor of rows comes out, and {@code explain} shows how. Stable;
 * values are immutable, a {@link dev.khive.api.query.QueryResult} belongs to one thread.
 */
@NullMarked
package dev.khive.api.query;

import org.jspecify.annotations.NullMarked;
