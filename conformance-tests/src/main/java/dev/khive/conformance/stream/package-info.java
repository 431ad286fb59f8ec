/** Rows and events as reactive streams: demand, cancelling, endings, scopes. Grows with the contract; a suite belongs to one thread. */
@NullMarked
package dev.khive.conformance.stream;

import org.jspecify.annotations.NullMarked;
