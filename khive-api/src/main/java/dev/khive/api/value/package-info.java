/** Property values and their rules: which Java types a property can hold and how they are widened, compared and bounded. Stable; everything here is immutable. */
@NullMarked
package dev.khive.api.value;

import org.jspecify.annotations.NullMarked;
