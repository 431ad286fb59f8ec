/** The tables and stores that SQL backends share. */
@NullMarked
package dev.khive.db.sql;

import org.jspecify.annotations.NullMarked;
