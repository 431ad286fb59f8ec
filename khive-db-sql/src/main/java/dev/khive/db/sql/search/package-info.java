/**
 * Vectors, sparse vectors, texts and their fusion over SQL: what a search means is decided here, once for every database;
 * what a database does in its own way stands behind {@link dev.khive.db.sql.search.TextIndexDialect}. Internal to khive's
 * SQL backends; thread-safe.
 */
@NullMarked
package dev.khive.db.sql.search;

import org.jspecify.annotations.NullMarked;
