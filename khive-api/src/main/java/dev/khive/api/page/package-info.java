/** Pages of results: limits, keyset cursors, orders and honest totals. Stable; immutable. */
@NullMarked
package dev.khive.api.page;

import org.jspecify.annotations.NullMarked;
