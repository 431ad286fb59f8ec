/** The command behind {@code dev/tck}: a file of query cases on a database of its own. Internal. */
@NullMarked
package dev.khive.bench.cases;

import org.jspecify.annotations.NullMarked;
