/** Streams from PostgreSQL by R2DBC: a pool of its own, a cursor for each stream, commits heard by LISTEN. Found by the backend when it is on the class path; internal and thread-safe. */
@NullMarked
package dev.khive.r2dbc.postgres;

import org.jspecify.annotations.NullMarked;
