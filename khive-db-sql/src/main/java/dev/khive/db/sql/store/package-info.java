/** The stores of records and events over SQL tables, one implementation for all of them where they are the same. Internal; thread-safe. */
@NullMarked
package dev.khive.db.sql.store;

import org.jspecify.annotations.NullMarked;
