/** Reads graphs from CSV and JSON lines and writes them in batches. For one thread. */
@NullMarked
package dev.khive.cli.load;

import org.jspecify.annotations.NullMarked;
