/** The embedded backend: one SQLite file, or memory. */
@NullMarked
package dev.khive.db.sqlite;

import org.jspecify.annotations.NullMarked;
