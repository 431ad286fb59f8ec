/** What the query door promises: the same rows for the same query on every backend. */
@NullMarked
package dev.khive.conformance.query;

import org.jspecify.annotations.NullMarked;
