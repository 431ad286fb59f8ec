/** A backend in memory that holds another's data, as a follower of its events, as a snapshot or by guessing, for the tests of the kit. */
@NullMarked
package dev.khive.conformance.follower;

import org.jspecify.annotations.NullMarked;
