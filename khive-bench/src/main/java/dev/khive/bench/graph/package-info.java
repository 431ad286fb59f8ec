/**
 * Queries over a social graph, khive beside SQL written by hand and beside graph databases. {@link GraphBenchmark} is the
 * program; each system runs in a process of its own.
 */
@NullMarked
package dev.khive.bench.graph;

import org.jspecify.annotations.NullMarked;
