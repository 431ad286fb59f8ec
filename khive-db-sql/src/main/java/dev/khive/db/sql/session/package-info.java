/**
 * A thin layer over JDBC: transactions, statements that are prepared once a connection, binds and rows by type, and errors
 * translated where they are thrown. Internal to khive's SQL backends; a {@link dev.khive.db.sql.session.Session} is used by one
 * thread at a time, a {@link dev.khive.db.sql.session.Database} by many.
 */
@NullMarked
package dev.khive.db.sql.session;

import org.jspecify.annotations.NullMarked;
