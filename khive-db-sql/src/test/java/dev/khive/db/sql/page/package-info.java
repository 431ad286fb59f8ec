/** Tests of cursors. */
@NullMarked
package dev.khive.db.sql.page;

import org.jspecify.annotations.NullMarked;
