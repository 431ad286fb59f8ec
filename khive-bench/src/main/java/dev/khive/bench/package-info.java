/** Measures khive against its peers and against itself. */
@NullMarked
package dev.khive.bench;

import org.jspecify.annotations.NullMarked;
