/** Tests of the command that runs query cases. */
@NullMarked
package dev.khive.bench.cases;

import org.jspecify.annotations.NullMarked;
