/** Tests of the embedded backend on real databases. */
@NullMarked
package dev.khive.db.sqlite;

import org.jspecify.annotations.NullMarked;
