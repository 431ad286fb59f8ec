/** What entities, notes and edges promise: one set of suites for all three, and one suite for what each has of its own. */
@NullMarked
package dev.khive.conformance.record;

import org.jspecify.annotations.NullMarked;
