/** The operator's door to a SQL database: any statement, past every scope. Internal; thread-safe outside of a transaction. */
@NullMarked
package dev.khive.db.sql.access;

import org.jspecify.annotations.NullMarked;
