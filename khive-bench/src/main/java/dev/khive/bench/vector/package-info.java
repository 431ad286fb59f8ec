/** How fast vectors are scored and searched, against the plain formula. */
@NullMarked
package dev.khive.bench.vector;

import org.jspecify.annotations.NullMarked;
