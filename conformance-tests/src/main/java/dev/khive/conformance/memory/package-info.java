/**
 * The in-memory oracle: every store as plainly as the contract can be written down, in ordinary collections that are copied for
 * each write. It answers what a database must answer, slowly. Internal but for the provider; thread-safe.
 */
@NullMarked
package dev.khive.conformance.memory;

import org.jspecify.annotations.NullMarked;
