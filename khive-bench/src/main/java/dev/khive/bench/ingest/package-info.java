/** How fast a graph is written, next to JDBC batches written by hand into the same tables. Each class with a main method is a benchmark. */
@NullMarked
package dev.khive.bench.ingest;

import org.jspecify.annotations.NullMarked;
