/** Filters and orders compiled to SQL conditions, with exactly the rules of {@link dev.khive.api.filter.Filter}. Internal; stateless and thread-safe. */
@NullMarked
package dev.khive.db.sql.filter;

import org.jspecify.annotations.NullMarked;
