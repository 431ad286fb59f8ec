/** Runs compiled queries: binds scopes, parameters and the present instant, and reads rows. Internal; results belong to one thread, everything else is thread-safe. */
@NullMarked
package dev.khive.db.sql.query;

import org.jspecify.annotations.NullMarked;
