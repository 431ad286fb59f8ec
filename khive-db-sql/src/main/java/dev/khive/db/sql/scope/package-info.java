/**
 * Scopes as the tables know them: how a call of a store becomes a read or a write of exactly its scope, and how a write numbers
 * its changes, logs them and is acknowledged. Internal; units are used by one thread, everything else by many.
 */
@NullMarked
package dev.khive.db.sql.scope;

import org.jspecify.annotations.NullMarked;
