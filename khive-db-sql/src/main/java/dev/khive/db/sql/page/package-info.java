/** Keyset pages: cursors that are bound to the list they came from, and pages read after one. Internal; stateless and thread-safe. */
@NullMarked
package dev.khive.db.sql.page;

import org.jspecify.annotations.NullMarked;
