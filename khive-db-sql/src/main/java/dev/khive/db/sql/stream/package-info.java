/**
 * Reactive streams over anything that gives its items batch by batch: the rules of {@link java.util.concurrent.Flow} in one place,
 * a source over JDBC cursors, and what another driver must bring. Internal to khive's SQL backends; thread-safe.
 */
@NullMarked
package dev.khive.db.sql.stream;

import org.jspecify.annotations.NullMarked;
