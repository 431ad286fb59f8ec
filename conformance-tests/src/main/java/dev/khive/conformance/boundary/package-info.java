/** What stands at the edge of the contract: bounds, hostile text, undeclared capabilities, the end of a backend. */
@NullMarked
package dev.khive.conformance.boundary;

import org.jspecify.annotations.NullMarked;
