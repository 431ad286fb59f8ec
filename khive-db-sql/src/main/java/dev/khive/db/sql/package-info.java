/**
 * A backend over an SQL database: hand it the connections and the operations of one kind of database, and it is a {@link
 * dev.khive.api.Backend}. For backend authors; everything here is safe for use by many threads.
 */
@NullMarked
package dev.khive.db.sql;

import org.jspecify.annotations.NullMarked;
