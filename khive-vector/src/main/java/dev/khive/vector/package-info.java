/** Similarity, exact search and rank fusion over vectors in memory. */
@NullMarked
package dev.khive.vector;

import org.jspecify.annotations.NullMarked;
