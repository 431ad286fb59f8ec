/**
 * The one JSON text of a property value, for every database and every result column. Stable; everything here is
 * stateless and thread-safe.
 */
@NullMarked
package dev.khive.query.value;

import org.jspecify.annotations.NullMarked;
