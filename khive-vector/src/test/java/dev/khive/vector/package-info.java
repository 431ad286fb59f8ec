/** Tests of similarity, search, fusion and embedding against plain arithmetic. */
@NullMarked
package dev.khive.vector;

import org.jspecify.annotations.NullMarked;
