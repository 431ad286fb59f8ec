/** The errors of the contract: one class a category, sealed, with the context that a caller decides by. Stable; immutable and so thread-safe. */
@NullMarked
package dev.khive.api.error;

import org.jspecify.annotations.NullMarked;
