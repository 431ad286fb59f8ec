/** What outlives a process that is killed: a second process writes, the kit kills it at scripted points and looks at what is left. */
@NullMarked
package dev.khive.conformance.durability;

import org.jspecify.annotations.NullMarked;
