/**
 * Random graphs and random queries, asked of a backend and of the reference evaluator. A test class of a few lines runs them on
 * a backend. Stable; not thread-safe.
 */
@NullMarked
package dev.khive.conformance.fuzz;

import org.jspecify.annotations.NullMarked;
