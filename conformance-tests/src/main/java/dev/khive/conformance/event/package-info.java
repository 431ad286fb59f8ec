/** What the log of a scope promises. */
@NullMarked
package dev.khive.conformance.event;

import org.jspecify.annotations.NullMarked;
