/**
 * The backend on H2 files: a profile, a schema and the connections, as small as a backend on {@code khive-db-sql} can be. No API;
 * applications reach it by {@code h2:} addresses. Safe for use by many threads.
 */
@NullMarked
package dev.khive.db.h2;

import org.jspecify.annotations.NullMarked;
