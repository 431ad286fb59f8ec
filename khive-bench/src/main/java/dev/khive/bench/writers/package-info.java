/** How many writes a second one, four and sixteen writers reach, on each database; printed as a table and drawn as a chart. */
@NullMarked
package dev.khive.bench.writers;

import org.jspecify.annotations.NullMarked;
