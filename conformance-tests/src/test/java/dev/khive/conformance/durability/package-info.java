/** What the kit promises of the processes that it starts. */
@NullMarked
package dev.khive.conformance.durability;

import org.jspecify.annotations.NullMarked;
