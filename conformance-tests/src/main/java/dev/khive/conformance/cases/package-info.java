/** Runs files of query cases on any backend, judges each answer and reports it. Stable; one runner belongs to one thread. */
@NullMarked
package dev.khive.conformance.cases;

import org.jspecify.annotations.NullMarked;
