/** What the README shows, compiled and run. */
@NullMarked
package dev.khive.db.sqlite.readme;

import org.jspecify.annotations.NullMarked;
