/** How long the query compiler takes. Internal. */
@NullMarked
package dev.khive.bench.query;

import org.jspecify.annotations.NullMarked;
